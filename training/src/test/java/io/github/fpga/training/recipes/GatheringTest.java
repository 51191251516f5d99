package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheringTest {

  @TempDir Path workspace;
  @TempDir Path family;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** Joint training goes on with three stages at once: its file becomes theirs. */
  @Test
  void jointTrainingGivesThreeFiles() throws IOException {
    write("skeleton", Map.of("modal.a", 1f));
    write("joint", Map.of("skeleton.modal.a", 2f, "landmark.modal.a", 3f, "identity.k", 4f));

    new Gathering(workspace).into(family);

    assertEquals(2, value("skeleton", "modal.a"));
    assertEquals(3, value("landmark", "modal.a"));
    assertEquals(4, value("identity", "k"));
    assertEquals("joint", file("identity").metadata().get("recipe"));
    assertEquals(Set.of("modal.a"), file("landmark").keys());
  }

  @Test
  void cloneFaceTuningComesAfterJointTraining() throws IOException {
    write("joint", Map.of("skeleton.modal.a", 2f, "landmark.modal.a", 3f, "identity.k", 4f));
    write("cloneface", Map.of("k", 5f));

    new Gathering(workspace).into(family);

    assertEquals(5, value("identity", "k"));
    assertEquals(3, value("landmark", "modal.a"));
  }

  /** The bundled distilled modes are those of the bundled networks, and of no others. */
  @Test
  void distilledModesStayBehindWhereTheirOriginWasTrainedFurther() throws IOException {
    Path distilled = family.resolve("fewstep.safetensors");
    new Gathering(workspace).into(family);
    assertTrue(Files.exists(distilled));

    Files.delete(distilled);
    write("cloneface", Map.of("k", 5f));
    new Gathering(workspace).into(family);
    assertFalse(Files.exists(distilled));

    write("fewstep", Map.of("skeleton.modal.a", 6f));
    new Gathering(workspace).into(family);
    assertEquals(6, value("fewstep", "skeleton.modal.a"));
  }

  /** The files of full fine-tuning are made from two, others belong to another denoiser. */
  @Test
  void fullFineTuningGivesBaseAndSkeletonMode() throws IOException {
    String key = "mid_block.resnets.0.conv1.bias";
    write("base", Map.of("unet." + key, 2f, "unet.conv_in.bias", 3f, "text_model.t", 4f));
    write("finetune", Map.of("unet." + key, 5f, "unet.conv_in.bias", 6f, "adapter.a", 7f));
    write("landmark", Map.of("modal." + key, 8f));
    write("controlnet", Map.of("c", 9f));

    new Gathering(workspace).fineTunedInto(family);

    assertEquals(5, value("base", "unet." + key));
    assertEquals(6, value("base", "unet.conv_in.bias"));
    assertEquals(4, value("base", "text_model.t"));
    assertEquals(3, file("base").keys().size());
    assertEquals(Set.of("modal." + key, "adapter.a"), file("skeleton").keys());
    assertEquals(0.5, value("skeleton", "modal." + key), 1e-6);
    assertEquals(7, value("skeleton", "adapter.a"));
    assertEquals("finetune", file("base").metadata().get("recipe"));
    assertEquals("finetune", file("skeleton").metadata().get("recipe"));
    assertEquals(8, value("landmark", "modal." + key));
    assertFalse(Files.exists(family.resolve("controlnet.safetensors")));
    assertFalse(Files.exists(family.resolve("fewstep.safetensors")));
  }

  @Test
  void aTunedDenoiserCountsOnlyWhereAskedFor() throws IOException {
    write("base", Map.of("unet.conv_in.bias", 3f));
    write("finetune", Map.of("unet.conv_in.bias", 6f));

    new Gathering(workspace).into(family);

    assertEquals(3, value("base", "unet.conv_in.bias"));
  }

  @Test
  void fullFineTuningThatIsMissingOrOfAnotherBaseIsNamed() {
    write("base", Map.of("unet.conv_in.bias", 3f));
    String missing = refusal();
    assertTrue(missing.contains("finetune") && missing.contains("weights.safetensors"), missing);

    write("finetune", Map.of("unet.conv_out.bias", 6f));
    String other = refusal();
    assertTrue(other.contains("unet.conv_in.bias[1], unet.conv_out.bias[1]"), other);
    assertFalse(Files.exists(family.resolve("base.safetensors")));
  }

  private String refusal() {
    return assertThrows(
            CheckpointException.class, () -> new Gathering(workspace).fineTunedInto(family))
        .getMessage();
  }

  private void write(String stage, Map<String, Float> values) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      values.forEach((key, value) -> tensors.put(key, Tensors.of(new float[] {value}, 1)));
      Path file = workspace.resolve(stage).resolve("weights.safetensors");
      Safetensors.write(file, tensors, Map.of("recipe", stage));
    }
  }

  private Checkpoint file(String stage) {
    return Checkpoint.open(family.resolve(stage + ".safetensors"));
  }

  private double value(String stage, String key) {
    return Tensors.scalar(file(stage).tensor(key));
  }
}
