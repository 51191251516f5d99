package io.github.fpga.models.idadapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes alone tell an adapter: those of the public files, as far as they are looked at. */
class IdentityAdapterFileTest {

  @TempDir Path folder;

  private IdentityAdapterConfig config(Object... keysAndShapes) {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors = new HashMap<>();
      for (int i = 0; i < keysAndShapes.length; i += 2) {
        tensors.put((String) keysAndShapes[i], torch.zeros((long[]) keysAndShapes[i + 1]));
      }
      Path file = folder.resolve("adapter.safetensors");
      Safetensors.write(file, tensors, Map.of());
      return IdentityAdapterFile.config(Checkpoint.open(file));
    }
  }

  private static long[] shape(long... sides) {
    return sides;
  }

  @Test
  void plusFace() {
    String layers = "image_proj.layers.";
    assertEquals(
        IdentityAdapterConfig.plusSd15(),
        config(
            "image_proj.latents",
            shape(1, 16, 768),
            "image_proj.proj_in.weight",
            shape(768, 1280),
            "image_proj.proj_out.weight",
            shape(768, 768),
            layers + "0.0.to_q.weight",
            shape(768, 768),
            layers + "1.0.to_q.weight",
            shape(1, 1),
            layers + "2.0.to_q.weight",
            shape(1, 1),
            layers + "3.0.to_q.weight",
            shape(1, 1)));
  }

  @Test
  void faceIdPlusV2() {
    String layers = "image_proj.perceiver_resampler.layers.";
    assertEquals(
        IdentityAdapterConfig.faceIdPlusV2Sd15(),
        config(
            "image_proj.proj.0.weight",
            shape(1024, 512),
            "image_proj.proj.2.weight",
            shape(3072, 1024),
            "image_proj.norm.weight",
            shape(768),
            "image_proj.perceiver_resampler.proj_in.weight",
            shape(768, 1280),
            layers + "0.0.to_q.weight",
            shape(768, 1),
            layers + "1.0.to_q.weight",
            shape(1, 1),
            layers + "2.0.to_q.weight",
            shape(1, 1),
            layers + "3.0.to_q.weight",
            shape(1, 1),
            "ip_adapter.0.to_q_lora.down.weight",
            shape(128, 1)));
  }

  @Test
  void faceIdAndPlain() {
    assertEquals(
        IdentityAdapterConfig.faceIdSd15(),
        config(
            "image_proj.proj.0.weight", shape(1024, 512),
            "image_proj.proj.2.weight", shape(3072, 1024),
            "image_proj.norm.weight", shape(768),
            "ip_adapter.0.to_q_lora.down.weight", shape(128, 1)));
    assertEquals(
        IdentityAdapterConfig.plainSd15(),
        config(
            "image_proj.proj.weight", shape(3072, 1024),
            "image_proj.norm.weight", shape(768)));
  }

  @Test
  void otherFilesAreRefused() {
    String message =
        assertThrows(CheckpointException.class, () -> config("unet.conv_in.weight", shape(4)))
            .getMessage();
    assertTrue(message.contains("no IP-Adapter") && message.contains("unet.conv_in"), message);
  }
}
