package io.github.fpga.training.recipes;

import io.github.fpga.diffusion.Guidance;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.mmf.MmfRecipe;
import io.github.fpga.training.mmf.MultiModeFusion;
import io.github.fpga.training.recipes.faces.LatentRecogniserRecipe;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stages of the micro family, in the order they are trained. See docs/training.md. */
public final class MicroRecipes {

  private static final String IDENTITY = "identity";

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          IDENTITY,
          "identity adapter under MMF, bound by MGMICA",
          Workspace.JOINT,
          "modes and identity adapter together under MMF",
          Workspace.CLONE_FACE,
          "Clone Face Tuning: identities wake up in their own regions only");

  /** The stages that take a recipe of one's own, see {@link MmfRecipe}. */
  public static final Set<String> UNDER_MMF = DESCRIPTIONS.keySet();

  private static final TrainingConfig SKELETON = modalConfig(2_300, 31);
  private static final int SKELETON_BATCH = 6;

  private static final ConsistencyRecipe.Settings FEW_STEPS =
      new ConsistencyRecipe.Settings(
          new MultiModeFusion(
              0.5,
              new MultiModeFusion.Draw(3, Workspace.FRAME_PEOPLE),
              new MultiModeFusion.Draw(10, Workspace.ZOOM_PEOPLE)),
          4,
          new Guidance(3),
          61);

  private MicroRecipes() {}

  /** All stages, in order. */
  public static List<Recipe> all() {
    return List.of(
        autoencoder(),
        decoder(),
        base(),
        skeleton(),
        landmark(),
        identity(),
        latentRecogniser(),
        joint(),
        cloneFace(),
        fewStep(),
        controlNet(),
        fineTuning());
  }

  /** The recipe of a name. */
  public static Recipe byName(String name) {
    return all().stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown recipe '%s', known: %s"
                        .formatted(name, all().stream().map(Recipe::name).toList())));
  }

  /**
   * Stage 1: pictures to latents and back. {@code fpga train autoencoder}, 0.7 CPU-hours. Expected:
   * 26 dB on scenes after 1,500 steps, 27.5 after 3,500, 28.1 at the end.
   */
  public static Recipe autoencoder() {
    return new Recipe(
        "autoencoder",
        "pictures to latents and back",
        new TrainingConfig(7_600, 1e-3, 100, 0, 1, 0.998, 250, 500, 17),
        1,
        workspace ->
            new AutoencoderRecipe(
                Weights.random(1),
                workspace.pictures(SampleKind.FRAME),
                workspace.pictures(SampleKind.ZOOM),
                8,
                64,
                false,
                17));
  }

  /** Stage 1b, at any time: a sharper decoder for the same latents. {@code fpga train decoder}. */
  public static Recipe decoder() {
    return new Recipe(
        "decoder",
        "the autoencoder's decoder alone, on larger crops",
        new TrainingConfig(8_000, 6e-4, 100, 0, 1, 0.998, 250, 500, 13),
        1,
        workspace ->
            new AutoencoderRecipe(
                workspace.weights("autoencoder"),
                workspace.pictures(SampleKind.FRAME),
                workspace.pictures(SampleKind.ZOOM),
                4,
                128,
                true,
                13));
  }

  /**
   * Stage 2: text encoder, denoiser and the beginning of the identity adapter. {@code fpga train
   * base}, 1.3 CPU-hours. Expected loss: 0.60 at 200 steps, 0.42 at 600, 0.33 at 2,800, 0.285 at
   * the end.
   */
  public static Recipe base() {
    return new Recipe(
        "base",
        "text encoder and denoiser",
        new TrainingConfig(6_000, 1.5e-3, 200, 0.01, 1, 0.999, 500, 1000, 23),
        2,
        workspace ->
            new BaseRecipe(
                Weights.random(2),
                workspace.tokenizer(),
                Workspace.vocabularySize(),
                workspace.portraits(SampleKind.FRAME),
                workspace.portraits(SampleKind.ZOOM),
                workspace.autoencoder(),
                new BaseRecipe.Settings(3, 3, 10, 23)));
  }

  /**
   * Stage 3a: RepControlNet for skeletons. {@code fpga train skeleton}, 0.5 CPU-hours. Expected
   * loss: from 0.25 (the base on frames) down to 0.22.
   */
  public static Recipe skeleton() {
    return modal("skeleton", SampleKind.FRAME, SKELETON, SKELETON_BATCH);
  }

  /**
   * Stage 3b: RepControlNet for landmarks. {@code fpga train landmark}, 0.5 CPU-hours. Expected
   * loss: from 0.30 (the base on zooms) down to 0.28.
   */
  public static Recipe landmark() {
    return modal("landmark", SampleKind.ZOOM, modalConfig(3_700, 37), 12);
  }

  private static TrainingConfig modalConfig(long steps, long seed) {
    return new TrainingConfig(steps, 4e-4, 100, 0, 1, 0.998, 250, 500, seed);
  }

  private static Recipe modal(String name, SampleKind kind, TrainingConfig config, int batch) {
    String description = "RepControlNet, %s mode".formatted(name);
    return mode(name, description, kind, config, batch, ModeNetwork::fresh);
  }

  @FunctionalInterface
  private interface ModeStart {
    ModeNetwork of(Weights base, PortraitData data, long seed);
  }

  private static Recipe mode(
      String name,
      String description,
      SampleKind kind,
      TrainingConfig config,
      int batch,
      ModeStart start) {
    return new Recipe(
        name,
        description,
        config,
        1,
        workspace -> {
          Weights base = workspace.weights("base");
          return new ModalRecipe(
              start.of(base, workspace.portraits(kind), config.seed()),
              base,
              workspace.tokenizer(),
              Workspace.vocabularySize(),
              workspace.autoencoder(),
              batch,
              config.seed());
        });
  }

  /**
   * Stage 4: the identity adapter under MMF. {@code fpga train identity}, 0.35 CPU-hours. Expected
   * loss: from 0.270 down to 0.260.
   */
  public static Recipe identity() {
    return underMmf(IDENTITY, MmfRecipe.of(IDENTITY));
  }

  /** Before stage 4b: what measures likeness there. {@code fpga train latent-recogniser}. */
  public static Recipe latentRecogniser() {
    return new Recipe(
        "latent-recogniser",
        "tells people apart in latents, for the likeness that joint training asks for",
        new TrainingConfig(2_000, 2e-3, 100, 0.02, 1, 0.998, 500, 250, 59),
        1,
        workspace -> {
          PortraitData zooms = workspace.portraits(SampleKind.ZOOM);
          return new LatentRecogniserRecipe(
              Weights.random(59),
              zooms,
              workspace.attributes(zooms),
              MicroFamily.identityAdapter().idEmbeddingDim(),
              96,
              59);
        });
  }

  /**
   * Stage 4b: MMF again, with the modes learning beside the adapter; one replica draws frames, the
   * other zooms (docs/adr/0008-joint-training.md). {@code fpga train joint}, 6 CPU-hours. The
   * bundled weights came here by another road, in two runs: their loss, likeness included, went
   * from 0.265 to 0.235 (docs/training.md).
   */
  public static Recipe joint() {
    return underMmf(Workspace.JOINT, MmfRecipe.of(Workspace.JOINT));
  }

  /** Stage 5: Clone Face Tuning of the identity adapter; zooms keep what MMF taught. */
  public static Recipe cloneFace() {
    return underMmf(Workspace.CLONE_FACE, MmfRecipe.of(Workspace.CLONE_FACE));
  }

  /**
   * Stage 6: both modes distilled to few steps without guidance, see {@link ConsistencyRecipe}.
   * {@code fpga train fewstep}.
   */
  public static Recipe fewStep() {
    return new Recipe(
        "fewstep",
        "both modes distilled to few steps without guidance",
        new TrainingConfig(800, 1e-4, 50, 0, 1, 0.99, 100, 200, 61),
        2,
        workspace ->
            new ConsistencyRecipe(
                start(
                    workspace,
                    workspace.adapter(),
                    false,
                    workspace.portraits(SampleKind.FRAME),
                    workspace.portraits(SampleKind.ZOOM)),
                FEW_STEPS));
  }

  /**
   * A stage under MMF by a recipe of one's own.
   *
   * @param name one of {@link #UNDER_MMF}
   * @throws IllegalArgumentException for clones in a stage that draws none
   */
  public static Recipe underMmf(String name, MmfRecipe recipe) {
    if (recipe.clones() > 0 && !name.equals(Workspace.CLONE_FACE)) {
      throw new IllegalArgumentException(
          "clones must be 0 in '%s', got %s: '%s' alone draws them"
              .formatted(name, recipe.clones(), Workspace.CLONE_FACE));
    }
    boolean joint = name.equals(Workspace.JOINT);
    return new Recipe(
        name,
        DESCRIPTIONS.get(name),
        recipe.training(),
        2,
        workspace -> new IdentityRecipe(start(workspace, name, recipe), joint, recipe));
  }

  /** The first stage goes on with the adapter of the base, others with that of the one before. */
  private static MmfStart start(Workspace workspace, String name, MmfRecipe recipe) {
    boolean clones = name.equals(Workspace.CLONE_FACE);
    return start(
        workspace,
        name.equals(IDENTITY)
            ? workspace.weights("base").below(IDENTITY)
            : workspace.weights(IDENTITY),
        recipe.losses().likeness() > 0,
        clones ? workspace.cloneFaces(recipe) : workspace.portraits(SampleKind.FRAME, recipe),
        workspace.portraits(SampleKind.ZOOM, recipe));
  }

  private static MmfStart start(
      Workspace workspace,
      Weights adapter,
      boolean likeness,
      PortraitData frames,
      PortraitData zooms) {
    return new MmfStart(
        adapter,
        workspace.weights("base"),
        workspace.weights("skeleton"),
        workspace.weights("landmark"),
        likeness ? workspace.weights("latent-recogniser") : null,
        workspace.tokenizer(),
        Workspace.vocabularySize(),
        frames,
        zooms,
        workspace.autoencoder());
  }

  /**
   * The baseline beside stage 3: a classic ControlNet for skeletons. {@code fpga train controlnet},
   * 0.3 CPU-hours.
   */
  public static Recipe controlNet() {
    return new Recipe(
        "controlnet",
        "the ControlNet baseline for skeletons",
        new TrainingConfig(900, 1e-3, 100, 0, 1, 0.998, 250, 500, 43),
        1,
        workspace ->
            new ControlNetRecipe(
                workspace.weights("base"),
                workspace.tokenizer(),
                Workspace.vocabularySize(),
                workspace.portraits(SampleKind.FRAME).samples(),
                8,
                43));
  }

  /**
   * The other baseline beside stage 3: all of the denoiser tuned for skeletons, on the samples and
   * noise of {@link #skeleton} and at its learning rate, for at strength 1 a merged weight moves as
   * far as its copy does. {@code fpga train finetune}, 0.5 CPU-hours as estimated from skeleton
   * mode's; {@link Gathering#fineTunedInto} makes a family of it.
   */
  public static Recipe fineTuning() {
    return mode(
        Gathering.FINE_TUNING,
        "the whole denoiser tuned for skeletons, the baseline of full fine-tuning",
        SampleKind.FRAME,
        SKELETON,
        SKELETON_BATCH,
        ModeNetwork::tuned);
  }
}
