package io.github.fpga.training.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.PredictionType;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ControlAdapterConfig;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RepControlNet on a denoiser in the shape of Stable Diffusion 1.5, small and random. */
class PublicModeRecipeTest {

  private static final int SIDE = 8;
  private static final int TEXT = 12;
  private static final String SHAPE =
      """
      {"in_channels": %d, "out_channels": 4, "block_out_channels": [8, 16],
       "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
       "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
       "layers_per_block": 1, "cross_attention_dim": 12, "attention_head_dim": 2,
       "norm_num_groups": 4}""";

  private static Weights base;
  private static UNetConfig config;

  @BeforeAll
  static void start() {
    Engine.start(1);
    config = config(4);
    Map<String, Tensor> tensors = new HashMap<>();
    Weights random = Weights.random(1);
    new UNet2DConditionModel(
        random.reparameterized(
            (key, original, init, shape) -> {
              tensors.put(key, original.value());
              return original;
            }),
        config);
    base = Weights.of(tensors);
  }

  private static UNetConfig config(int channels) {
    try {
      return UNetConfig.fromJson(new ObjectMapper().readTree(SHAPE.formatted(channels)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One picture whose every value follows from its control: it can be learnt. */
  private static PublicModeRecipe.Sample sample() {
    NoiseSource noise = NoiseSource.seeded(9);
    return new PublicModeRecipe.Sample(
        noise.gaussian(1, 4, SIDE, SIDE),
        Tensors.ones(1, 3, 8 * SIDE, 8 * SIDE),
        noise.gaussian(1, 5, TEXT));
  }

  private static PublicModeRecipe recipe(UNetConfig shape) {
    return new PublicModeRecipe(
        base,
        shape,
        NoiseSchedule.stableDiffusion(PredictionType.V_PREDICTION),
        (random, unprompted) -> sample(),
        3);
  }

  @Test
  void theWayDownAndTheMiddleAreCopied() {
    Map<String, Tensor> leaves = recipe(config).leaves();
    assertTrue(leaves.containsKey("modal.down_blocks.0.resnets.0.conv1.weight"));
    assertTrue(leaves.containsKey("modal.mid_block.attentions.0.proj_in.weight"));
    assertTrue(leaves.containsKey("adapter.conv_out.weight"));
    assertFalse(leaves.keySet().stream().anyMatch(key -> key.contains("up_blocks")));
  }

  @Test
  void itLearnsAndMergesIntoTheBase(@TempDir Path folder) {
    PublicModeRecipe recipe = recipe(config);
    TrainingConfig settings = new TrainingConfig(60, 3e-3, 5, 0, 1, 0.9, 60, 1000, 3);
    double before = meanLoss(recipe);
    new TrainingLoop(recipe, settings, folder, Map.of()).run(() -> false);
    double after = meanLoss(recipe);
    assertTrue(after < 0.9 * before, before + " to " + after);

    Weights trained = Weights.of(Checkpoint.open(folder.resolve("weights.safetensors")));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Mode mode = new Mode("skeleton", trained.below("modal"), 1);
      float[] plain = predict(base, null);
      float[] off = predict(merged(mode.withBeta(0)), null);
      assertArrayEquals(plain, off, "without strength it is the base");
      ControlAdapter adapter =
          trained
              .below("adapter")
              .converted(Precision.FP32.type())
              .build(w -> new ControlAdapter(w, ControlAdapterConfig.of(8)));
      float[] on = predict(merged(mode), adapter.apply(sample().control_13HW(), 1));
      assertFalse(Arrays.equals(plain, on), "the mode changes nothing");
    }
  }

  private static Weights merged(Mode mode) {
    return RepControl.merge(base, new Tied(ModalWeights.GAMMA), List.of(mode), Precision.FP32);
  }

  private static float[] predict(Weights weights, Tensor feature) {
    UNet2DConditionModel unet = weights.build(w -> new UNet2DConditionModel(w, config));
    Conditioning text = Conditioning.text(unet, sample().text_1NC()).withConditionFeature(feature);
    Tensor latents = NoiseSource.seeded(4).gaussian(1, 4, SIDE, SIDE);
    return Tensors.floats(unet.predict(latents, Tensors.of(new float[] {500}, 1), text));
  }

  private static double meanLoss(PublicModeRecipe recipe) {
    double sum = 0;
    for (int step = 1001; step <= 1020; step++) {
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        sum += Tensors.scalar(recipe.loss(step));
      }
    }
    return sum / 20;
  }

  @Test
  void othersThanStableDiffusion1AreRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> recipe(config(9)));
    assertTrue(e.getMessage().contains("take another --model"), e.getMessage());
  }
}
