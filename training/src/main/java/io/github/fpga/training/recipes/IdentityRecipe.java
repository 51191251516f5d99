package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.DenoisingLoss;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.mmf.MmfRecipe;
import io.github.fpga.training.recipes.faces.LatentFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
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

  private final TrainableWeights weights;
  private final MmfConditions conditions;
  private final ModeNetwork skeleton;
  private final ModeNetwork landmark;
  private final DenoisingLoss objective;
  private final LikenessLoss likeness;
  private final boolean joint;
  private final MmfRecipe recipe;
  private final SampleSheet sheet;

  /**
   * @param joint whether the modes are trained with the adapter
   */
  public IdentityRecipe(MmfStart start, boolean joint, MmfRecipe recipe) {
    this.joint = joint;
    this.recipe = recipe;
    sheet = new SampleSheet(start.autoencoder());
    skeleton = mode(start.base(), start.skeleton(), start.frames());
    landmark = mode(start.base(), start.landmark(), start.zooms());
    weights = new TrainableWeights(start.identity(), Precision.BF16);
    conditions = new MmfConditions(start, weights.weights(), landmark, recipe.masks());
    objective = new DenoisingLoss(MicroFamily.schedule(), recipe.losses().faceWeight());
    likeness =
        recipe.losses().likeness() > 0
            ? new LikenessLoss(
                start.latentRecogniser(),
                MicroFamily.denoiser().inChannels(),
                MicroFamily.identityAdapter().idEmbeddingDim(),
                recipe.losses().likeness())
            : null;
  }

  private ModeNetwork mode(Weights base, Weights mode, PortraitData data) {
    return joint ? ModeNetwork.continued(base, mode, data) : ModeNetwork.frozen(base, mode, data);
  }

  @Override
  public Map<String, Tensor> leaves() {
    if (!joint) {
      return weights.masters();
    }
    Map<String, Tensor> leaves = MmfConditions.leaves(skeleton, landmark);
    weights.masters().forEach((key, leaf) -> leaves.put("identity." + key, leaf));
    return leaves;
  }

  @Override
  public boolean usesMuon() {
    return true;
  }

  /** The recipe, by which the run can be repeated. */
  @Override
  public Map<String, String> metadata() {
    return Map.of(MmfRecipe.METADATA, recipe.text());
  }

  @Override
  public Tensor loss(long step) {
    RandomGenerator random = WorldScenes.random(recipe.training().seed(), step);
    SampleKind kind = recipe.modes().mode(step);
    ModeNetwork mode = kind == SampleKind.FRAME ? skeleton : landmark;
    MmfRecipe.Dropouts dropouts = recipe.dropouts();
    SampleBatch drawn = mode.data().draw(recipe.modes().draw(kind).batch(), random);
    List<String> captions = drawn.captions(random, dropouts.captions());
    Tensor kept = Prompts.keep(drawn.size(), dropouts.identity(), random);
    Tensor strengths = recipe.strength().draw(kept, mode.data().places(), random);
    Mgmica texts = conditions.texts(mode, captions);
    MaskedTokens people = conditions.people(mode, drawn, strengths);
    Tensor feature = mode.feature(drawn, dropouts.control(), dropouts.borrowedLandmarks(), random);
    double noisiest = MicroFamily.schedule().size() - 1;
    Tensor clean = drawn.latents();
    return objective.of(
        clean,
        drawn.faceCells(),
        random,
        (latents, timesteps) -> {
          MaskedTokens now = people.times(recipe.strength().at(timesteps, noisiest));
          return mode.unet()
              .predict(
                  latents,
                  timesteps,
                  Conditioning.of(texts.withIdentities(now)).withConditionFeature(feature));
        },
        likeness(clean, drawn, random));
  }

  private DenoisingLoss.CleanLoss likeness(
      Tensor clean, SampleBatch drawn, RandomGenerator random) {
    if (likeness == null) {
      return DenoisingLoss.CleanLoss.NONE;
    }
    int people = drawn.kind() == SampleKind.ZOOM ? 1 : recipe.losses().likenessPeople();
    LatentFaces faces =
        LatentFaces.of(drawn, people, recipe.losses().likenessLeastFace(), 0, random);
    return (predicted, levels) -> likeness.of(predicted, clean, faces, levels);
  }

  @Override
  public void sample(Path folder, long step) throws IOException {
    conditions.sample(folder, step, skeleton, landmark, sheet, true);
  }
}
