package io.github.fpga.training.mmf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.people.IdentityWeight;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.data.ZoomRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MmfRecipeTest {

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** What the bundled weights were trained by must not change unnoticed. */
  @Test
  void jointTrainingIsAsItWas() {
    MmfRecipe expected =
        new MmfRecipe(
            new TrainingConfig(17_000, 6e-4, 100, 0, 1, 0.999, 250, 500, 53),
            new MultiModeFusion(
                0.5, new MultiModeFusion.Draw(5, 3), new MultiModeFusion.Draw(16, 2)),
            ZoomRange.WORLD,
            List.of(1.0),
            new IdentityStrength(1, 1, IdentityWeight.steady(1)),
            MaskRule.MGMICA,
            0,
            new MmfRecipe.Dropouts(CaptionDropout.of(0.1), 0.1, 0.1, 0.5),
            new MmfRecipe.Losses(4, 0.6, 3, 40));
    assertEquals(expected, MmfRecipe.of("joint"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "joint", "cloneface"})
  void isReadAsItIsWritten(String stage) {
    MmfRecipe recipe = MmfRecipe.of(stage);
    assertEquals(recipe, MmfRecipe.parse(recipe.text(), stage));
  }

  /** A run is repeated from the weights that it left. */
  @Test
  void isReadFromACheckpoint() {
    MmfRecipe recipe = MmfRecipe.of("joint").withSteps(3);
    Path trained = write("trained", Map.of(MmfRecipe.METADATA, recipe.text()));
    assertEquals(recipe, MmfRecipe.read(trained));
    Path other = write("other", Map.of());
    Exception e = assertThrows(IllegalArgumentException.class, () -> MmfRecipe.read(other));
    assertTrue(e.getMessage().contains("does not say by what recipe"), e::getMessage);
  }

  private Path write(String name, Map<String, String> metadata) {
    Path file = folder.resolve(name + ".safetensors");
    try (Scope scope = Scope.open()) {
      Safetensors.write(file, Map.of("a", Tensors.of(new float[] {1}, 1)), metadata);
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"skeletonShare\": 0.5; \"skeletonShare\": 1.5; modes: the share of skeleton mode",
        "\"batch\": 5; \"batch\": 0; modes.frames: a batch needs at least one",
        "\"batch\": 5; \"batch\": 5.5; modes.frames.batch",
        "\"most\": 3.0; \"most\": 1.0; zooms: zooms go from least to most",
        "\"shift\": 0.12; \"shft\": 0.12; zooms.shift: Missing",
        "\"least\": 1.2; \"leest\": 1, \"least\": 1.2; zooms.leest: Unrecognized",
        "[1.0]; []; referenceWeights needs one number per reference",
        "[1.0]; [1.0, -1.0]; referenceWeights must be above 0",
        "\"overSteps\": 1.0; \"overSteps\": \"1..9\"; a weight must be in [0, 3]",
        "\"appearance\": 0.45; \"appearance\": 2; dropouts.captions: the share of captions without appearance",
        "\"MGMICA\"; \"SOFT\"; masks",
        "\"clones\": 0.0; \"clones\": 1.5; clones must be in [0.0, 1.0]",
        "\"identity\": 0.1; \"identity\": \"much\"; dropouts.identity",
        "\"faceWeight\": 4.0; \"faceWeight\": -4.0; losses: faceWeight must be in",
        "\"learningRate\": 0.0006; \"learningRate\": -1; training: steps, learningRate",
        "\"seed\": 53; \"sead\": 53; training.seed: Missing"
      })
  void aWrongFieldIsNamed(String from, String to, String message) throws IOException {
    String text = Files.readString(ResourceFiles.of(MmfRecipe.class, "joint.json"));
    String wrong = text.replaceFirst(Pattern.quote(from), to);
    assertTrue(!wrong.equals(text), from);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> MmfRecipe.parse(wrong, "my.json"));
    assertTrue(e.getMessage().startsWith("my.json is no recipe of MMF: "), e::getMessage);
    assertTrue(e.getMessage().contains(message), e::getMessage);
  }

  @Test
  void modesTakeTurnsAsOftenAsTheirShare() {
    MultiModeFusion.Draw draw = new MultiModeFusion.Draw(1, 1);
    MultiModeFusion quarter = new MultiModeFusion(0.25, draw, draw);
    StringBuilder modes = new StringBuilder();
    for (long step = 1; step <= 8; step++) {
      modes.append(quarter.mode(step) == SampleKind.FRAME ? 'F' : 'Z');
    }
    assertEquals("ZZZFZZZF", modes.toString());
  }

  @Test
  void everybodysStrengthIsDrawnAndRowsWithoutStayWithout() {
    try (Scope scope = Scope.open()) {
      IdentityStrength strength = new IdentityStrength(0.5, 1.5, IdentityWeight.steady(1));
      Tensor kept = Tensors.of(new float[] {1, 0}, 2);
      float[] drawn = Tensors.floats(strength.draw(kept, 3, WorldScenes.random(1, 1)));
      for (int i = 0; i < 3; i++) {
        assertTrue(drawn[i] >= 0.5 && drawn[i] < 1.5, drawn[i] + "");
        assertEquals(0, drawn[3 + i]);
      }
      assertTrue(drawn[0] != drawn[1] && drawn[1] != drawn[2]);
    }
  }

  /** As in inference: linear in the timestep. */
  @Test
  void strengthFollowsTheNoise() {
    try (Scope scope = Scope.open()) {
      IdentityStrength strength = new IdentityStrength(1, 1, new IdentityWeight(0.5, 1.5));
      Tensor factors = strength.at(Tensors.of(new float[] {999, 0, 499.5f}, 3), 999);
      assertArrayEquals(new float[] {0.5f, 1.5f, 1}, Tensors.floats(factors));
    }
  }
}
