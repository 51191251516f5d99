package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ControlAdapterConfig;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.DenoisingLoss;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.WorldScenes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/**
 * A RepControlNet mode of a public denoiser (Stable Diffusion 1.x): modal copies Th_k and a control
 * adapter, the base frozen. The copies are of the half that a ControlNet copies, the way down and
 * the middle: with those of the way up, weights, gradients and the optimiser's memory alone would
 * take 18 GiB, now they take 8. Batches are of one picture.
 *
 * <p>Leaves: {@code modal...} by the denoiser's keys, and {@code adapter...}.
 */
public final class PublicModeRecipe implements TrainingTask {

  /** The name of the recipe. */
  public static final String NAME = "repcontrolnet";

  /** The ControlNet authors' rate; the copies start where they change nothing. */
  public static final TrainingConfig CONFIG =
      new TrainingConfig(20_000, 1e-5, 200, 0.01, 1, 0.999, 500, 1000, 71);

  private static final double NO_CONTROL = 0.1;
  private static final double EMPTY_PROMPT = 0.1;

  /** Where samples come from. */
  public interface Samples {

    /**
     * Draws one.
     *
     * @param unprompted whether its prompt is left out
     */
    Sample draw(RandomGenerator random, boolean unprompted);
  }

  /**
   * A sample; its tensors belong to the current scope.
   *
   * @param latents_1CHW clean latents, fp32
   * @param control_13HW the skeletons' drawing in [0, 1]
   * @param text_1NC states of the text encoder
   */
  public record Sample(Tensor latents_1CHW, Tensor control_13HW, Tensor text_1NC) {}

  private final UNet2DConditionModel unet;
  private final ControlAdapter adapter;
  private final DenoisingLoss objective;
  private final Samples samples;
  private final long seed;
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();

  /**
   * @param base the denoiser's weights, only read
   * @throws IllegalArgumentException for a denoiser that takes more than latents and text
   */
  public PublicModeRecipe(
      Weights base, UNetConfig config, NoiseSchedule schedule, Samples samples, long seed) {
    requirePlain(config);
    TrainableWeights modal = ModalWeights.trainableEncoder(base, ModalWeights.GAMMA);
    TrainableWeights control = new TrainableWeights(Weights.random(seed), Precision.BF16);
    Weights merged =
        RepControl.reparameterize(
            base,
            new Tied(ModalWeights.GAMMA),
            List.of(new Mode("skeleton", modal.weights(), 1)),
            Precision.BF16);
    unet = new UNet2DConditionModel(merged, config);
    adapter =
        new ControlAdapter(
            control.weights(), ControlAdapterConfig.of(config.blockOutChannels().get(0)));
    modal.masters().forEach((key, leaf) -> leaves.put("modal." + key, leaf));
    control.masters().forEach((key, leaf) -> leaves.put("adapter." + key, leaf));
    objective = new DenoisingLoss(schedule, 0);
    this.samples = samples;
    this.seed = seed;
  }

  private static void requirePlain(UNetConfig config) {
    if (config.hasAddition() || config.inChannels() != config.outChannels()) {
      throw new IllegalArgumentException(
          "the recipe %s trains on denoisers of Stable Diffusion 1.x that take latents and text"
                  .formatted(NAME)
              + " alone, not on XL's or those that repaint: take another --model");
    }
  }

  @Override
  public Map<String, Tensor> leaves() {
    return leaves;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    boolean unprompted = random.nextDouble() < EMPTY_PROMPT;
    boolean uncontrolled = random.nextDouble() < NO_CONTROL;
    Sample sample = samples.draw(random, unprompted);
    Tensor feature = adapter.apply(sample.control_13HW(), 1);
    Conditioning conditioning =
        Conditioning.text(unet, sample.text_1NC())
            .withConditionFeature(Tensors.mul(feature, uncontrolled ? 0 : 1));
    Tensor latents = sample.latents_1CHW();
    Tensor faces = Tensors.zeros(1, 1, latents.size(2), latents.size(3));
    return objective.of(
        latents, faces, random, (noisy, timesteps) -> unet.predict(noisy, timesteps, conditioning));
  }
}
