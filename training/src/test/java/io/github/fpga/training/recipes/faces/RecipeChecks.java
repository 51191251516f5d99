package io.github.fpga.training.recipes.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.TrainingTask;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What every recipe must do, on toys. */
final class RecipeChecks {

  private RecipeChecks() {}

  /** Training must bring the loss of a handful of samples well down. */
  static void overfits(TrainingTask task, int steps, double share, Path folder) {
    Engine.start(1);
    double before = meanLoss(task);
    new TrainingLoop(task, config(steps), folder, Map.of()).run(() -> false);
    double after = meanLoss(task);
    assertTrue(
        after < share * before,
        () -> "the loss went from %.4f to %.4f in %d steps".formatted(before, after, steps));
  }

  private static double meanLoss(TrainingTask task) {
    double sum = 0;
    for (int i = 1; i <= 4; i++) {
      try (Scope scope = Scope.open()) {
        sum += Tensors.scalar(task.loss(1_000_000 + i));
      }
    }
    return sum / 4;
  }

  /** A run that was interrupted half way must end with the same numbers. */
  static void resumes(Supplier<TrainingTask> task, Path folder) {
    Engine.start(1);
    Path whole = folder.resolve("whole");
    new TrainingLoop(task.get(), config(4), whole, Map.of()).run(() -> false);
    Path halves = folder.resolve("halves");
    int[] asked = {0};
    new TrainingLoop(task.get(), config(4), halves, Map.of()).run(() -> asked[0]++ == 2);
    TrainingLoop second = new TrainingLoop(task.get(), config(4), halves, Map.of());
    assertTrue(second.resume());
    second.run(() -> false);
    assertArrayEquals(values(whole), values(halves));
  }

  private static float[] values(Path folder) {
    return Tensors.floats(Checkpoint.open(folder.resolve("state.safetensors")).tensor("values"));
  }

  private static TrainingConfig config(int steps) {
    return new TrainingConfig(steps, 3e-3, 5, 0, 1, 0.9, 1000, 1000, 1);
  }
}
