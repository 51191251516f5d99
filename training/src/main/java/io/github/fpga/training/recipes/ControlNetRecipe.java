package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.DenoisingLoss;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldScenes;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The baseline that RepControlNet replaces: a classic ControlNet for skeletons, started as a copy
 * of the denoiser's encoder, at the same samples and objective as {@link ModalRecipe}.
 */
public final class ControlNetRecipe implements TrainingTask {

  private static final double FACE_WEIGHT = 2;
  private static final double EMPTY_PROMPT = 0.1;
  private static final double NO_CONTROL = 0.1;

  private final TrainableWeights weights;
  private final ControlNetModel controlNet;
  private final UNet2DConditionModel unet;
  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final DenoisingLoss objective = new DenoisingLoss(MicroFamily.schedule(), FACE_WEIGHT);
  private final Shards frames;
  private final int batch;
  private final long seed;

  /**
   * @param base text encoder and denoiser, from {@link BaseRecipe}
   */
  public ControlNetRecipe(
      Weights base, ClipTokenizer tokenizer, int vocabulary, Shards frames, int batch, long seed) {
    Weights denoiser = base.below("unet");
    Weights start =
        Weights.random(seed)
            .reparameterized(
                (key, made, init, shape) ->
                    denoiser.has(key) ? denoiser.parameter(key, init, shape) : made);
    this.weights = new TrainableWeights(start, Precision.BF16);
    this.controlNet = new ControlNetModel(weights.weights(), MicroFamily.controlNet());
    this.unet =
        new UNet2DConditionModel(denoiser.converted(Precision.BF16.type()), MicroFamily.denoiser());
    this.text =
        new ClipTextModel(base.converted(Precision.BF16.type()), MicroFamily.text(vocabulary));
    this.tokenizer = tokenizer;
    this.frames = frames;
    this.batch = batch;
    this.seed = seed;
  }

  @Override
  public Map<String, Tensor> leaves() {
    return weights.masters();
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    SampleBatch drawn = SampleBatch.draw(frames, SampleKind.FRAME, batch, random);
    Tensor tokens =
        Scope.inference(
            () ->
                text.encode(
                    Prompts.ids(tokenizer, drawn.captions(random, CaptionDropout.of(EMPTY_PROMPT))),
                    0));
    KeyValues textKeyValues;
    try (NoGradGuard guard = new NoGradGuard()) {
      textKeyValues = unet.textKeyValues(tokens);
    }
    TextCrossAttention own = new TextCrossAttention(controlNet.textKeyValues(tokens));
    Tensor kept = Prompts.keep(batch, NO_CONTROL, random).view(batch, 1, 1, 1);
    Tensor feature = controlNet.embed(ControlPictures.of(drawn, 0, random).mul(kept));
    Conditioning conditioning = Conditioning.of(new TextCrossAttention(textKeyValues));
    return objective.of(
        drawn.latents(),
        drawn.faceCells(),
        random,
        (latents, timesteps) ->
            unet.predict(
                latents,
                timesteps,
                conditioning.withResiduals(
                    controlNet.residuals(latents, timesteps, own, feature, 1, false))));
  }
}
