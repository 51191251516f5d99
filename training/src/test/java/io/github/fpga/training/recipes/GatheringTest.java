package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.io.IOException;
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
