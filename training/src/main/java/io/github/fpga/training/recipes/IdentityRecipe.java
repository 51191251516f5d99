package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.DenoisingLoss;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.mmf.MultiModeFusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Stage 4: the identity adapter under MMF. Denoisers, control adapters and text encoder are frozen;
 * identities reach the denoiser through MGMICA with the regions of inference.
 */
public final class IdentityRecipe implements TrainingTask {

  private static final double FACE_WEIGHT = 4;
  private static final double EMPTY_PROMPT = 0.1;
  private static final double NO_CONTROL = 0.1;
  private static final double NO_IDENTITY = 0.1;
  private static final double BORROWED_LANDMARKS = 0.5;

  /** A frozen mode: its merged denoiser, its adapter and its samples. */
  private static final class ModeNetwork {
    final UNet2DConditionModel unet;
    final ControlAdapter control;
    final PortraitData data;
    final int batch;

    ModeNetwork(Weights base, Weights modal, PortraitData data, int batch) {
      Mode mode = new Mode(data.kind().name(), modal.below("modal"), 1);
      Weights merged =
          RepControl.merge(
              base.below("unet"), new Tied(ModalWeights.GAMMA), List.of(mode), Precision.BF16);
      unet = new UNet2DConditionModel(merged, MicroFamily.denoiser());
      control =
          new ControlAdapter(
              modal.below("adapter").converted(Precision.BF16.type()),
              MicroFamily.controlAdapter());
      this.data = data;
      this.batch = batch;
    }
  }

  /** Samples per step of either mode, and the schedule of modes. */
  public record Settings(MultiModeFusion fusion, int frameBatch, int zoomBatch, long seed) {}

  private final TrainableWeights weights;
  private final IdentityAdapter adapter;
  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final ModeNetwork skeleton;
  private final ModeNetwork landmark;
  private final DenoisingLoss objective = new DenoisingLoss(MicroFamily.schedule(), FACE_WEIGHT);
  private final Settings settings;
  private final SampleSheet sheet;

  /**
   * @param start the adapter as the base was trained with, see {@link BaseRecipe}
   */
  public IdentityRecipe(
      Weights start,
      Weights base,
      Weights skeletonModal,
      Weights landmarkModal,
      ClipTokenizer tokenizer,
      int vocabulary,
      PortraitData frames,
      PortraitData zooms,
      AutoencoderKl autoencoder,
      Settings settings) {
    this.settings = settings;
    sheet = new SampleSheet(autoencoder);
    this.tokenizer = tokenizer;
    text = new ClipTextModel(base.converted(Precision.BF16.type()), MicroFamily.text(vocabulary));
    skeleton = new ModeNetwork(base, skeletonModal, frames, settings.frameBatch());
    landmark = new ModeNetwork(base, landmarkModal, zooms, settings.zoomBatch());
    weights = new TrainableWeights(start, Precision.BF16);
    adapter =
        new IdentityAdapter(
            weights.weights(), MicroFamily.identityAdapter(), landmark.unet.crossAttentionLayers());
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
    ModeNetwork mode = settings.fusion().mode(step) == SampleKind.FRAME ? skeleton : landmark;
    SampleBatch drawn = mode.data.draw(mode.batch, random);
    Tensor tokens =
        Scope.inference(
            () -> text.encode(Prompts.ids(tokenizer, drawn.captions(random, EMPTY_PROMPT)), 0));
    KeyValues textKeyValues;
    try (NoGradGuard guard = new NoGradGuard()) {
      textKeyValues = mode.unet.textKeyValues(tokens);
    }
    int cells = mode.data.kind().side() / 8;
    Mgmica attention =
        Mgmica.of(mode.unet, textKeyValues, cells, cells)
            .withIdentities(
                mode.data.identities(
                    adapter, drawn, Prompts.keep(mode.batch, NO_IDENTITY, random)));
    Conditioning conditioning =
        Conditioning.of(attention).withConditionFeature(feature(mode, drawn, random));
    return objective.of(
        drawn.latents(),
        drawn.faceCells(),
        random,
        (latents, timesteps) -> mode.unet.predict(latents, timesteps, conditioning));
  }

  private Tensor feature(ModeNetwork mode, SampleBatch drawn, RandomGenerator random) {
    Tensor kept = Prompts.keep(mode.batch, NO_CONTROL, random).view(mode.batch, 1, 1, 1);
    return Scope.inference(
        () -> {
          Tensor feature =
              mode.control.apply(ControlPictures.of(drawn, BORROWED_LANDMARKS, random), 1);
          return feature.mul(kept.to(feature.scalar_type()));
        });
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    sample(folder.resolve("frames-%06d.png".formatted(step)), skeleton, 5);
    sample(folder.resolve("zooms-%06d.png".formatted(step)), landmark, 10);
  }

  private void sample(Path file, ModeNetwork mode, int count) throws IOException {
    SampleBatch drawn = mode.data.first(count);
    RandomGenerator random = WorldScenes.random(1, 1);
    List<String> captions = Prompts.withEmpty(drawn.captions(random, 0));
    int cells = mode.data.kind().side() / 8;
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      KeyValues prompts = mode.unet.textKeyValues(text.encode(Prompts.ids(tokenizer, captions), 0));
      Tensor strengths = Prompts.withoutAndWith(drawn.size());
      Mgmica attention =
          Mgmica.of(mode.unet, prompts, cells, cells)
              .withIdentities(mode.data.identities(adapter, drawn, strengths));
      Tensor controls = ControlPictures.of(drawn, 1, random);
      Tensor feature = mode.control.apply(controls, 1);
      Conditioning conditioning =
          Conditioning.of(attention).withConditionFeature(Tensors.cat(0, feature, feature));
      sheet.write(file, drawn, mode.unet, conditioning, controls);
    }
  }
}
