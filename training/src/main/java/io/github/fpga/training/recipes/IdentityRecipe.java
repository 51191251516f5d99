package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.KeyValues;
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
import io.github.fpga.training.recipes.faces.LatentFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Stages 4 and 5: the identity adapter under MMF; identities reach the denoiser through MGMICA with
 * the regions of inference. Base and text encoder are frozen. The modes are frozen, too, or, in
 * joint training, learn with the adapter (docs/adr/0008-joint-training.md).
 *
 * <p>Leaves: the adapter's keys; in joint training {@code skeleton...}, {@code landmark...} and
 * {@code identity...} as in the files of these stages.
 */
public final class IdentityRecipe implements TrainingTask {

  private static final double FACE_WEIGHT = 4;
  private static final double EMPTY_PROMPT = 0.1;
  private static final double NO_IDENTITY = 0.1;

  /** Faces narrower than this many pixels are too few latent cells to be told apart. */
  private static final double LEAST_FACE = 40;

  private static final int LIKENESS_PLACES = 3;

  /**
   * What is trained and how the modes take turns.
   *
   * @param joint whether the modes are trained with the adapter
   * @param likeness weight of {@link LikenessLoss}, 0 for none
   * @param frameBatch samples per step of skeleton mode
   * @param zoomBatch samples per step of landmark mode
   */
  public record Settings(
      boolean joint,
      double likeness,
      MultiModeFusion fusion,
      int frameBatch,
      int zoomBatch,
      long seed) {}

  /**
   * What training starts from.
   *
   * @param identity the adapter
   * @param base,skeleton,landmark files of the stages before
   * @param latentRecogniser for the likeness; null where it has no weight
   */
  public record Start(
      Weights identity,
      Weights base,
      Weights skeleton,
      Weights landmark,
      Weights latentRecogniser) {}

  private final TrainableWeights weights;
  private final IdentityAdapter adapter;
  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final ModeNetwork skeleton;
  private final ModeNetwork landmark;
  private final DenoisingLoss objective = new DenoisingLoss(MicroFamily.schedule(), FACE_WEIGHT);
  private final LikenessLoss likeness;
  private final Settings settings;
  private final SampleSheet sheet;

  public IdentityRecipe(
      Start start,
      ClipTokenizer tokenizer,
      int vocabulary,
      PortraitData frames,
      PortraitData zooms,
      AutoencoderKl autoencoder,
      Settings settings) {
    this.settings = settings;
    sheet = new SampleSheet(autoencoder);
    this.tokenizer = tokenizer;
    text =
        new ClipTextModel(
            start.base().converted(Precision.BF16.type()), MicroFamily.text(vocabulary));
    skeleton = mode(start.base(), start.skeleton(), frames);
    landmark = mode(start.base(), start.landmark(), zooms);
    weights = new TrainableWeights(start.identity(), Precision.BF16);
    adapter =
        new IdentityAdapter(
            weights.weights(),
            MicroFamily.identityAdapter(),
            landmark.unet().crossAttentionLayers());
    likeness =
        settings.likeness() > 0
            ? new LikenessLoss(
                start.latentRecogniser(),
                MicroFamily.denoiser().inChannels(),
                MicroFamily.identityAdapter().idEmbeddingDim(),
                settings.likeness())
            : null;
  }

  private ModeNetwork mode(Weights base, Weights mode, PortraitData data) {
    return settings.joint()
        ? ModeNetwork.continued(base, mode, data)
        : ModeNetwork.frozen(base, mode, data);
  }

  @Override
  public Map<String, Tensor> leaves() {
    if (!settings.joint()) {
      return weights.masters();
    }
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    skeleton.leaves().forEach((key, leaf) -> leaves.put("skeleton." + key, leaf));
    landmark.leaves().forEach((key, leaf) -> leaves.put("landmark." + key, leaf));
    weights.masters().forEach((key, leaf) -> leaves.put("identity." + key, leaf));
    return leaves;
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(settings.seed(), step);
    boolean frame = settings.fusion().mode(step) == SampleKind.FRAME;
    ModeNetwork mode = frame ? skeleton : landmark;
    int batch = frame ? settings.frameBatch() : settings.zoomBatch();
    SampleBatch drawn = mode.data().draw(batch, random);
    Tensor tokens =
        Scope.inference(
            () -> text.encode(Prompts.ids(tokenizer, drawn.captions(random, EMPTY_PROMPT)), 0));
    Tensor strengths = Prompts.keep(batch, NO_IDENTITY, random);
    Mgmica attention =
        Mgmica.of(mode.unet(), mode.textKeyValues(tokens), mode.cells(), mode.cells())
            .withIdentities(mode.data().identities(adapter, drawn, strengths));
    Conditioning conditioning =
        Conditioning.of(attention).withConditionFeature(mode.feature(drawn, random));
    Tensor clean = drawn.latents();
    return objective.of(
        clean,
        drawn.faceCells(),
        random,
        (latents, timesteps) -> mode.unet().predict(latents, timesteps, conditioning),
        likeness(clean, drawn, random));
  }

  private DenoisingLoss.CleanLoss likeness(
      Tensor clean, SampleBatch drawn, RandomGenerator random) {
    if (likeness == null) {
      return DenoisingLoss.CleanLoss.NONE;
    }
    int places = drawn.kind() == SampleKind.ZOOM ? 1 : LIKENESS_PLACES;
    LatentFaces faces = LatentFaces.of(drawn, places, LEAST_FACE, 0, random);
    return (predicted, levels) -> likeness.of(predicted, clean, faces, levels);
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    sample(folder.resolve("frames-%06d.png".formatted(step)), skeleton, 5);
    sample(folder.resolve("zooms-%06d.png".formatted(step)), landmark, 10);
  }

  private void sample(Path file, ModeNetwork mode, int count) throws IOException {
    SampleBatch drawn = mode.data().first(count);
    RandomGenerator random = WorldScenes.random(1, 1);
    List<String> captions = Prompts.withEmpty(drawn.captions(random, 0));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      KeyValues prompts = mode.textKeyValues(text.encode(Prompts.ids(tokenizer, captions), 0));
      Tensor strengths = Prompts.withoutAndWith(drawn.size());
      Mgmica attention =
          Mgmica.of(mode.unet(), prompts, mode.cells(), mode.cells())
              .withIdentities(mode.data().identities(adapter, drawn, strengths));
      Tensor controls = ControlPictures.of(drawn, 1, random);
      Tensor feature = mode.feature(controls);
      Conditioning conditioning =
          Conditioning.of(attention).withConditionFeature(Tensors.cat(0, feature, feature));
      sheet.write(file, drawn, mode.unet(), conditioning, controls);
    }
  }
}
