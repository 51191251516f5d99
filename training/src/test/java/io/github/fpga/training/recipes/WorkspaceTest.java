package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** Few steps are distilled with the adapter that will be used. */
  @Test
  void theAdapterIsThatOfTheLastStage() {
    Workspace workspace = new Workspace(folder, line -> {});
    write("identity", "alone");
    assertEquals(Set.of("alone"), workspace.adapter().source().keys());
    write("joint", "identity.together");
    assertEquals(Set.of("together"), workspace.adapter().source().keys());
    write("cloneface", "tuned");
    assertEquals(Set.of("tuned"), workspace.adapter().source().keys());
  }

  private void write(String stage, String key) {
    try (Scope scope = Scope.open()) {
      Safetensors.write(
          folder.resolve(stage).resolve("weights.safetensors"),
          Map.of(key, Tensors.of(new float[] {1}, 1)),
          Map.of());
    }
  }
}
