package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.Conditioning;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Stage 3: one RepControlNet mode, its modal copies and its adapter, in weight space; the base and
 * its identity adapter are frozen, and the mode learns to draw the people they bring.
 *
 * <p>Leaves: {@code modal...} by the denoiser's keys, and {@code adapter...}.
 */
public final class ModalRecipe implements TrainingTask {

  private static final double FACE_WEIGHT = 2;
  private static final double EMPTY_PROMPT = 0.1;
  private static final double NO_CONTROL = 0.1;
  private static final double NO_IDENTITY = 0.2;
  private static final double BORROWED_LANDMARKS = 0.5;

  private final TrainableWeights modal;
  private final TrainableWeights adapterWeights;
  private final ControlAdapter adapter;
  private final UNet2DConditionModel unet;
  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final DenoisingLoss objective = new DenoisingLoss(MicroFamily.schedule(), FACE_WEIGHT);
  private final IdentityAdapter identities;
  private final PortraitData data;
  private final int batch;
  private final long seed;
  private final SampleSheet sheet;

  /**
   * @param base text encoder, denoiser and identity adapter, from {@link BaseRecipe}
   * @param data frames for skeleton mode, zooms for landmark mode
   */
  public ModalRecipe(
      Weights base,
      ClipTokenizer tokenizer,
      int vocabulary,
      PortraitData data,
      AutoencoderKl autoencoder,
      int batch,
      long seed) {
    Weights denoiser = base.below("unet");
    this.modal = ModalWeights.trainable(denoiser, ModalWeights.GAMMA);
    this.adapterWeights = new TrainableWeights(Weights.random(seed), Precision.BF16);
    this.adapter = new ControlAdapter(adapterWeights.weights(), MicroFamily.controlAdapter());
    Mode mode = new Mode(data.kind().name(), modal.weights(), 1);
    Weights merged =
        RepControl.reparameterize(
            denoiser, new Tied(ModalWeights.GAMMA), List.of(mode), Precision.BF16);
    this.unet = new UNet2DConditionModel(merged, MicroFamily.denoiser());
    this.text =
        new ClipTextModel(base.converted(Precision.BF16.type()), MicroFamily.text(vocabulary));
    this.tokenizer = tokenizer;
    this.identities =
        new IdentityAdapter(
            base.below("identity").converted(Precision.BF16.type()),
            MicroFamily.identityAdapter(),
            unet.crossAttentionLayers());
    this.data = data;
    this.batch = batch;
    this.seed = seed;
    this.sheet = new SampleSheet(autoencoder);
  }

  @Override
  public Map<String, Tensor> leaves() {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    modal.masters().forEach((key, leaf) -> leaves.put("modal." + key, leaf));
    adapterWeights.masters().forEach((key, leaf) -> leaves.put("adapter." + key, leaf));
    return leaves;
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(seed, step);
    SampleBatch drawn = data.draw(batch, random);
    Tensor tokens =
        Scope.inference(
            () -> text.encode(Prompts.ids(tokenizer, drawn.captions(random, EMPTY_PROMPT)), 0));
    Tensor feature = adapter.apply(ControlPictures.of(drawn, BORROWED_LANDMARKS, random), 1);
    Tensor kept = Prompts.keep(batch, NO_CONTROL, random).view(batch, 1, 1, 1);
    Tensor strengths = Prompts.keep(batch, NO_IDENTITY, random);
    Conditioning conditioning =
        conditioning(drawn, tokens, strengths)
            .withConditionFeature(feature.mul(kept.to(feature.scalar_type())));
    return objective.of(
        drawn.latents(),
        drawn.faceCells(),
        random,
        (latents, timesteps) -> unet.predict(latents, timesteps, conditioning));
  }

  private Conditioning conditioning(SampleBatch drawn, Tensor tokens, Tensor strengths) {
    int cells = data.kind().side() / 8;
    MaskedTokens people;
    try (NoGradGuard guard = new NoGradGuard()) {
      people = data.identities(identities, drawn, strengths);
    }
    return Conditioning.of(
        Mgmica.of(unet, unet.textKeyValues(tokens), cells, cells).withIdentities(people));
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    int count = data.kind() == SampleKind.FRAME ? 5 : 10;
    SampleBatch drawn = data.first(count);
    RandomGenerator random = WorldScenes.random(1, 1);
    List<String> captions = Prompts.withEmpty(drawn.captions(random, 0));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tokens = text.encode(Prompts.ids(tokenizer, captions), 0);
      Tensor controls = ControlPictures.of(drawn, 0, random);
      Tensor feature = adapter.apply(controls, 1);
      Tensor strengths = Prompts.withoutAndWith(drawn.size());
      Conditioning conditioning =
          conditioning(drawn, tokens, strengths)
              .withConditionFeature(Tensors.cat(0, feature, feature));
      Path file = folder.resolve("step-%06d.png".formatted(step));
      sheet.write(file, drawn, unet, conditioning, controls);
    }
  }
}
