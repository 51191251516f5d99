package io.github.fpga.models.unet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.models.Toys;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdditionEmbeddingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POOLED_WIDTH = 5;

  @BeforeAll
  static void start() {
    Engine.start();
  }

  /** The toy denoiser with pooled text of width 5 and two sizes of four sinusoids each. */
  private static UNetConfig config() {
    ObjectNode json = JSON.valueToTree(Toys.unetConfig());
    json.put("addition_embed_type", "text_time");
    json.put("addition_time_embed_dim", 4);
    json.put("projection_class_embeddings_input_dim", POOLED_WIDTH + 8);
    return UNetConfig.fromJson(json);
  }

  private static Tensor sizes(float first) {
    return Tensors.of(new float[] {first, 64}, 1, 2);
  }

  @Test
  void theConfigSurvivesJson() throws JsonProcessingException {
    assertEquals(config(), JSON.readValue(JSON.writeValueAsString(config()), UNetConfig.class));
    assertTrue(!JSON.writeValueAsString(Toys.unetConfig()).contains("addition"));
  }

  @Test
  void pooledTextAndSizesChangeThePicture() {
    UNet2DConditionModel unet = new UNet2DConditionModel(Weights.random(1), config());
    Weights halved = Weights.random(1).converted(ScalarType.BFloat16);
    UNet2DConditionModel bf16 = new UNet2DConditionModel(halved, config());
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor pooled = Toys.noise(1, 1, POOLED_WIDTH);
      Tensor plain = predict(unet, pooled, sizes(64));
      assertTrue(Similarity.maxError(plain, predict(unet, pooled, sizes(32))) > 1e-4);
      Tensor other = Toys.noise(2, 1, POOLED_WIDTH);
      assertTrue(Similarity.maxError(plain, predict(unet, other, sizes(64))) > 1e-4);
      Similarity.assertClose("bf16", plain, predict(bf16, pooled, sizes(64)), 0.05, 0.05);
    }
  }

  @Test
  void whatIsMissingOrTooMuchIsSaid() {
    UNet2DConditionModel unet = new UNet2DConditionModel(Weights.random(1), config());
    UNet2DConditionModel plain = Toys.unet(Weights.random(1));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor pooled = Toys.noise(1, 1, POOLED_WIDTH);
      Tensor latents = Toys.noise(2, 1, 4, 8, 8);
      Tensor t = Toys.timestep(500);
      Conditioning text = Conditioning.text(unet, Toys.noise(3, 1, 5, Toys.TEXT_WIDTH));
      assertThrows(IllegalArgumentException.class, () -> unet.predict(latents, t, text));
      Conditioning both = text.withAddition(unet.additionEmbedding(pooled, sizes(64)));
      assertThrows(IllegalArgumentException.class, () -> plain.predict(latents, t, both));
      assertThrows(
          IllegalArgumentException.class, () -> plain.additionEmbedding(pooled, sizes(64)));
      Tensor oneSize = Tensors.of(new float[] {64}, 1, 1);
      assertThrows(IllegalArgumentException.class, () -> unet.additionEmbedding(pooled, oneSize));
    }
  }

  private static Tensor predict(UNet2DConditionModel unet, Tensor pooled, Tensor sizes) {
    Conditioning text =
        Conditioning.text(unet, Toys.noise(3, 1, 5, Toys.TEXT_WIDTH))
            .withAddition(unet.additionEmbedding(pooled, sizes));
    return unet.predict(Toys.noise(2, 1, 4, 8, 8), Toys.timestep(500), text);
  }
}
