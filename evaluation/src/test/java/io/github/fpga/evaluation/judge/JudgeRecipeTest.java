package io.github.fpga.evaluation.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.recipes.faces.FaceCrops;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge and its recipe with toy widths. */
class JudgeRecipeTest {

  @TempDir static Path data;
  @TempDir Path run;

  private static FaceCrops crops;

  @BeforeAll
  static void draw() {
    Engine.start(1);
    crops = FaceCrops.build(data, new FaceCrops.Size(1, 1, 3), 1, i -> {});
  }

  private static JudgeRecipe recipe() {
    return new JudgeRecipe(Weights.random(1), JudgeConfig.toy(), crops, 1, 1);
  }

  private static TrainingConfig config(int steps) {
    return new TrainingConfig(steps, 3e-3, 5, 0, 1, 0.9, 1000, 1000, 1);
  }

  private static double loss(JudgeRecipe recipe) {
    double sum = 0;
    for (int i = 1; i <= 4; i++) {
      try (Scope scope = Scope.open()) {
        sum += Tensors.scalar(recipe.loss(1_000_000 + i));
      }
    }
    return sum / 4;
  }

  @Test
  void overfitsTwelveSamples() {
    JudgeRecipe recipe = recipe();
    double before = loss(recipe);
    new TrainingLoop(recipe, config(60), run, Map.of()).run(() -> false);
    double after = loss(recipe);
    assertTrue(after < 0.5 * before, () -> "from %.3f to %.3f".formatted(before, after));
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

  @Test
  void embedsAlignedFacesOneByOne() {
    Judge judge = new Judge(Weights.random(1), JudgeConfig.toy());
    BufferedImage face = new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB);
    List<FaceFeatures> features = judge.embed(List.of(face, face));
    assertEquals(2, features.size());
    assertEquals(12, features.get(0).global().length);
    assertEquals(0, features.get(0).tokens());
    assertTrue(judge.embed(List.of()).isEmpty());
    BufferedImage small = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    assertThrows(IllegalArgumentException.class, () -> judge.embed(List.of(small)));
  }
}
