package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.DenoisingLoss;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Stage 3: one RepControlNet mode, its modal copies and its adapter, in weight space; the base and
 * its identity adapter are frozen, and the mode learns to draw the people they bring. Full
 * fine-tuning, a baseline of it, is the same with the whole denoiser in the copies' place.
 *
 * <p>Leaves: {@code modal...} or {@code unet...} by the denoiser's keys, and {@code adapter...}.
 */
public final class ModalRecipe implements TrainingTask {

  private static final double FACE_WEIGHT = 2;
  private static final double EMPTY_PROMPT = 0.1;
  private static final double NO_IDENTITY = 0.2;
  private static final double NO_CONTROL = 0.1;
  private static final double BORROWED_LANDMARKS = 0.5;

  private final ModeNetwork mode;
  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final DenoisingLoss objective = new DenoisingLoss(MicroFamily.schedule(), FACE_WEIGHT);
  private final IdentityAdapter identities;
  private final int batch;
  private final long seed;
  private final SampleSheet sheet;

  /**
   * @param mode what is trained, with frames for skeletons and zooms for landmarks
   * @param base text encoder and identity adapter, from {@link BaseRecipe}
   */
  ModalRecipe(
      ModeNetwork mode,
      Weights base,
      ClipTokenizer tokenizer,
      int vocabulary,
      AutoencoderKl autoencoder,
      int batch,
      long seed) {
    this.mode = mode;
    this.text =
        new ClipTextModel(base.converted(Precision.BF16.type()), MicroFamily.text(vocabulary));
    this.tokenizer = tokenizer;
    this.identities =
        new IdentityAdapter(
            base.below("identity").converted(Precision.BF16.type()),
            MicroFamily.identityAdapter(),
            mode.unet().crossAttentionLayers());
    this.batch = batch;
    this.seed = seed;
    this.sheet = new SampleSheet(autoencoder);
  }

  @Override
  public Map<String, Tensor> leaves() {
    return mode.leaves();
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    SampleBatch drawn = mode.data().draw(batch, random);
    Tensor tokens =
        Scope.inference(
            () ->
                text.encode(
                    Prompts.ids(tokenizer, drawn.captions(random, CaptionDropout.of(EMPTY_PROMPT))),
                    0));
    Tensor feature = mode.feature(drawn, NO_CONTROL, BORROWED_LANDMARKS, random);
    Tensor strengths = Prompts.keep(batch, NO_IDENTITY, random);
    Conditioning conditioning =
        conditioning(drawn, tokens, strengths).withConditionFeature(feature);
    return objective.of(
        drawn.latents(),
        drawn.faceCells(),
        random,
        (latents, timesteps) -> mode.unet().predict(latents, timesteps, conditioning));
  }

  private Conditioning conditioning(SampleBatch drawn, Tensor tokens, Tensor strengths) {
    MaskedTokens people;
    try (NoGradGuard guard = new NoGradGuard()) {
      people = mode.data().identities(identities, drawn, strengths);
    }
    return Conditioning.of(
        Mgmica.of(mode.unet(), mode.textKeyValues(tokens), mode.cells(), mode.cells())
            .withIdentities(people));
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    int count = mode.data().kind() == SampleKind.FRAME ? 5 : 10;
    SampleBatch drawn = mode.data().first(count);
    RandomGenerator random = WorldScenes.random(1, 1);
    List<String> captions = Prompts.withEmpty(drawn.captions(random, CaptionDropout.of(0)));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tokens = text.encode(Prompts.ids(tokenizer, captions), 0);
      Tensor controls = ControlPictures.of(drawn, 0, random);
      Tensor feature = mode.feature(controls);
      Tensor strengths = Prompts.withoutAndWith(drawn.size());
      Conditioning conditioning =
          conditioning(drawn, tokens, strengths)
              .withConditionFeature(Tensors.cat(0, feature, feature));
      Path file = folder.resolve("step-%06d.png".formatted(step));
      sheet.write(file, drawn, mode.unet(), conditioning, controls);
    }
  }
}
