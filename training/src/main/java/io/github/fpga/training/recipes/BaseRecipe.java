package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.DenoisingLoss;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.WorldScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Stage 2: text encoder, denoiser and identity adapter together, on whole scenes and on face zooms.
 * That the denoiser hears of identities from its first step, bound to their regions by MGMICA, is
 * ours: a small network frozen before it knows them hardly learns to listen afterwards
 * (docs/adr/0005-identities-in-the-base.md). Half of the samples see text alone.
 *
 * <p>Leaves: {@code text_model...}, {@code unet...} and {@code identity...}, in one file.
 */
public final class BaseRecipe implements TrainingTask {

  private static final double FACE_WEIGHT = 2;
  private static final double EMPTY_PROMPT = 0.1;
  private static final double NO_IDENTITY = 0.4;

  private final TrainableWeights weights;
  private final ClipTokenizer tokenizer;
  private final ClipTextModel text;
  private final UNet2DConditionModel unet;
  private final IdentityAdapter adapter;
  private final DenoisingLoss objective;
  private final PortraitData frames;
  private final PortraitData zooms;
  private final Settings settings;
  private final SampleSheet sheet;

  /**
   * How the two kinds of samples mix.
   *
   * @param frameEvery every so many steps a batch of frames, else of zooms
   * @param frameBatch samples per batch of frames
   * @param zoomBatch samples per batch of zooms
   */
  public record Settings(int frameEvery, int frameBatch, int zoomBatch, long seed) {}

  public BaseRecipe(
      Weights start,
      ClipTokenizer tokenizer,
      int vocabulary,
      PortraitData frames,
      PortraitData zooms,
      AutoencoderKl autoencoder,
      Settings settings) {
    this.weights = new TrainableWeights(start, Precision.BF16);
    this.tokenizer = tokenizer;
    this.text = new ClipTextModel(weights.weights(), MicroFamily.text(vocabulary));
    this.unet = new UNet2DConditionModel(weights.weights().at("unet"), MicroFamily.denoiser());
    this.adapter =
        new IdentityAdapter(
            weights.weights().at("identity"),
            MicroFamily.identityAdapter(),
            unet.crossAttentionLayers());
    this.objective = new DenoisingLoss(MicroFamily.schedule(), FACE_WEIGHT);
    this.frames = frames;
    this.zooms = zooms;
    this.settings = settings;
    this.sheet = new SampleSheet(autoencoder);
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
    RandomGenerator random = WorldScenes.random(settings.seed(), step);
    boolean frame = step % settings.frameEvery() == 0;
    PortraitData data = frame ? frames : zooms;
    int count = frame ? settings.frameBatch() : settings.zoomBatch();
    SampleBatch batch = data.draw(count, random);
    Tensor tokens =
        text.encode(
            Prompts.ids(tokenizer, batch.captions(random, CaptionDropout.of(EMPTY_PROMPT))), 0);
    Tensor strengths = Prompts.keep(count, NO_IDENTITY, random);
    Conditioning conditioning = conditioning(data, batch, tokens, strengths);
    return objective.of(
        batch.latents(),
        batch.faceCells(),
        random,
        (latents, timesteps) -> unet.predict(latents, timesteps, conditioning));
  }

  private Conditioning conditioning(
      PortraitData data, SampleBatch batch, Tensor tokens, Tensor strengths) {
    int cells = data.kind().side() / 8;
    return Conditioning.of(
        Mgmica.of(unet, unet.textKeyValues(tokens), cells, cells)
            .withIdentities(data.identities(adapter, batch, strengths)));
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    sample(folder.resolve("frames-%06d.png".formatted(step)), frames, 5);
    sample(folder.resolve("zooms-%06d.png".formatted(step)), zooms, 10);
  }

  private void sample(Path file, PortraitData data, int count) throws IOException {
    SampleBatch batch = data.first(count);
    List<String> captions =
        Prompts.withEmpty(batch.captions(WorldScenes.random(1, 1), CaptionDropout.of(0)));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tokens = text.encode(Prompts.ids(tokenizer, captions), 0);
      Tensor strengths = Prompts.withoutAndWith(batch.size());
      sheet.write(file, batch, unet, conditioning(data, batch, tokens, strengths), null);
    }
  }
}
