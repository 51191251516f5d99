package io.github.fpga.evaluation.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe on the squares of two scenes, with blurring in the autoencoder's place. */
class StyleRecipeTest {

  @TempDir static Path data;
  @TempDir Path run;

  private static StyleSquares squares;

  @BeforeAll
  static void draw() {
    Engine.start(1);
    squares =
        StyleSquares.build(
            data,
            new StyleSquares.Size(1, 2),
            1,
            image -> {
              int side = image.getWidth();
              return Warps.resize(Warps.resize(image, side / 2, side / 2), side, side);
            },
            i -> {});
  }

  private static StyleRecipe recipe() {
    return new StyleRecipe(Weights.random(1), squares, 2, 1);
  }

  private static TrainingConfig config(int steps) {
    return new TrainingConfig(steps, 3e-3, 5, 0, 1, 0.9, 1000, 1000, 1);
  }

  @Test
  void everyFaceComesInThreeStatesOfEachStyle() {
    assertEquals(0, squares.shards().size() % 3);
    assertArrayEquals(
        new long[] {4, 3, StyleClassifier.SIDE, StyleClassifier.SIDE},
        Shapes.of(squares.shards().row("pictures", 0)));
  }

  @Test
  void learnsAHandful() {
    StyleRecipe recipe = recipe();
    double before = loss(recipe);
    new TrainingLoop(recipe, config(40), run, Map.of()).run(() -> false);
    double after = loss(recipe);
    assertTrue(after < 0.5 * before, () -> "from %.3f to %.3f".formatted(before, after));
  }

  private static double loss(StyleRecipe recipe) {
    try (Scope scope = Scope.open()) {
      return IntStream.range(0, 4)
          .mapToDouble(i -> Tensors.scalar(recipe.loss(1_000_000 + i)))
          .average()
          .orElseThrow();
    }
  }

  @Test
  void resumes() {
    new TrainingLoop(recipe(), config(4), run.resolve("whole"), Map.of()).run(() -> false);
    int[] asked = {0};
    Path halves = run.resolve("halves");
    new TrainingLoop(recipe(), config(4), halves, Map.of()).run(() -> asked[0]++ == 2);
    TrainingLoop second = new TrainingLoop(recipe(), config(4), halves, Map.of());
    assertTrue(second.resume());
    second.run(() -> false);
    assertArrayEquals(values(run.resolve("whole")), values(halves));
  }

  private static float[] values(Path folder) {
    return Tensors.floats(Checkpoint.open(folder.resolve("state.safetensors")).tensor("values"));
  }
}
