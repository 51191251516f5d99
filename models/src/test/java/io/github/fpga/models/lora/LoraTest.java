package io.github.fpga.models.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.Toys;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraTest {

  private static final String MODULE = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
  private static final UNetConfig CONFIG = Toys.unetConfig();

  @BeforeAll
  static void start() {
    Engine.start();
  }

  /** A rank 1 change of one weight (16, 16): everything by 3 * scale. */
  private static Map<String, Tensor> ones(String module) {
    float[] up = new float[16];
    float[] down = new float[16];
    java.util.Arrays.fill(up, 1);
    java.util.Arrays.fill(down, 1);
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(module + ".lora_up.weight", Tensors.of(up, 16, 1));
    tensors.put(module + ".lora_down.weight", Tensors.of(down, 1, 16));
    tensors.put(module + ".alpha", Tensors.of(new float[] {3}));
    return tensors;
  }

  private static float first(Weights weights) {
    return Tensors.floats(weights.source().get(MODULE + ".weight", Init.ZEROS, 16, 16).value())[0];
  }

  @Test
  void alphaAndScaleMultiplyAndLorasAdd() {
    try (Scope scope = Scope.open()) {
      Lora lora = Lora.of(ones("lora_unet_" + MODULE.replace('.', '_')));
      Weights base = Weights.of(Map.of(MODULE + ".weight", zeros(ScalarType.Float)));
      assertEquals(1.5f, first(lora.withLora(base, CONFIG, 0.5)));
      Weights twice = lora.withLora(lora.withLora(base, CONFIG, 0.5), CONFIG, 1);
      assertEquals(4.5f, first(twice));
      assertEquals(0, first(base));
      Weights half = Weights.of(Map.of(MODULE + ".weight", zeros(ScalarType.BFloat16)));
      Tensor value =
          lora.withLora(half, CONFIG, 1)
              .source()
              .get(MODULE + ".weight", Init.ZEROS, 16, 16)
              .value();
      assertEquals(ScalarType.BFloat16, value.scalar_type().intern());
    }
  }

  private static Tensor zeros(ScalarType type) {
    return Tensors.of(new float[256], 16, 16).to(type);
  }

  @Test
  void filesWithoutAPrefixAreTheDenoisers() {
    Map<String, Tensor> tensors = new TreeMap<>();
    Tensor up = Tensors.of(new float[16], 16, 1);
    tensors.put(MODULE.replace("to_q", "processor.to_out_lora.up.weight"), up);
    tensors.put(
        MODULE.replace("to_q", "processor.to_out_lora.down.weight"),
        Tensors.of(new float[16], 1, 16));
    Lora lora = Lora.of(tensors);
    assertTrue(lora.changes(LoraPart.UNET));
    assertFalse(lora.changes(LoraPart.TEXT_ENCODER));
    Weights out =
        Weights.of(Map.of(MODULE.replace("to_q", "to_out.0") + ".weight", zeros(ScalarType.Float)));
    lora.withLora(out, CONFIG, 1);
  }

  @Test
  void whatIsNoLoraIsRefused() {
    Map<String, Tensor> other = ones("lora_unet_a");
    other.put("lora_unet_a.hada_w1_a", Tensors.of(new float[1], 1));
    assertTrue(refusal(other).contains("lora_unet_a.hada_w1_a"), refusal(other));
    Map<String, Tensor> half = ones("lora_unet_a");
    half.remove("lora_unet_a.lora_down.weight");
    assertTrue(refusal(half).contains("lacks its down matrix"), refusal(half));
  }

  private static String refusal(Map<String, Tensor> tensors) {
    return assertThrows(CheckpointException.class, () -> Lora.of(tensors)).getMessage();
  }

  @Test
  void aLoraOfAnotherNetworkIsRefused() {
    Weights base = Golden.load("unet_sd15_tiny").weights();
    UNetConfig config = UNetConfig.fromJson(Golden.load("unet_sd15_tiny").config());
    Lora foreign = Lora.of(ones("lora_unet_" + MODULE.replace('.', '_') + "_norm"));
    String message =
        assertThrows(CheckpointException.class, () -> foreign.withLora(base, config, 1))
            .getMessage();
    assertTrue(message.contains("to_q_norm"), message);
    Lora misshaped = Lora.of(ones("unet." + MODULE));
    Weights wider = misshaped.withLora(base, config, 1);
    message =
        assertThrows(
                CheckpointException.class,
                () -> wider.build(w -> new UNet2DConditionModel(w, config)))
            .getMessage();
    assertTrue(message.contains("misshaped LoRA of " + MODULE), message);
    assertThrows(IllegalArgumentException.class, () -> misshaped.withLora(base, LoraPart.UNET, 1));
  }

  @Test
  void isReadFromAFile(@TempDir Path folder) {
    Path file = folder.resolve("lora.safetensors");
    Safetensors.write(file, ones("lora_te2_text_model_encoder_layers_0_mlp_fc1"), Map.of());
    Lora lora = Lora.load(file);
    assertTrue(lora.changes(LoraPart.TEXT_ENCODER_2));
    assertFalse(lora.changes(LoraPart.TEXT_ENCODER));
    assertFalse(lora.changes(LoraPart.UNET));
  }
}
