package io.github.fpga.training.recipes;

import io.github.fpga.faces.micro.MicroRecogniser;
import io.github.fpga.idzoom.world.Captions;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.cloneface.CloneFaceScenes;
import io.github.fpga.training.data.IdzoomPortraits;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.References;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.TrainingSet;
import io.github.fpga.training.data.WorldDataset;
import io.github.fpga.training.data.WorldSamples;
import io.github.fpga.training.data.WorldScenes;
import io.github.fpga.training.data.ZoomRange;
import io.github.fpga.training.mmf.MmfRecipe;
import io.github.fpga.training.recipes.faces.AttributeTargets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A folder in which the micro family is trained: {@code data/} caches samples, every recipe has a
 * folder of its own name, and a later stage reads {@code weights.safetensors} of the earlier ones,
 * or, where the folder has none, the bundled ones.
 *
 * @param root the folder
 * @param told receives lines of progress
 * @param dataset what to train from in place of the live world
 */
public record Workspace(Path root, Consumer<String> told, Optional<TrainingSet> dataset) {

  /** The stage that goes on with several earlier ones, whose weights are parts of its file. */
  public static final String JOINT = "joint";

  /** The stages it goes on with. */
  public static final Set<String> JOINED = Set.of("skeleton", "landmark", "identity");

  /** The stage that tunes the identity adapter further. */
  static final String CLONE_FACE = "cloneface";

  private static final String WEIGHTS = "weights.safetensors";

  private static final long FRAME_SEED = 101;
  private static final long ZOOM_SEED = 103;
  private static final long CLONE_FACE_SEED = 113;

  /** What is added to the seed of samples for that of their references. */
  private static final long REFERENCES = 6;

  private static final int FRAME_SHARDS = 60;
  private static final int ZOOM_SHARDS = 200;
  private static final int CLONE_FACE_SHARDS = 15;
  private static final int PER_SHARD = 200;

  /** People of a sample whose identities are given, where a recipe does not say. */
  static final int FRAME_PEOPLE = 3;

  static final int ZOOM_PEOPLE = 2;

  private static final List<Double> ONE_REFERENCE = List.of(1.0);

  /** The usual share of clones, whose cache has no number in its name. */
  private static final double CLONES = 0.5;

  /** Close-ups added to the frames: scenes alone have too few large faces to learn from. */
  private static final double CLOSE_UPS = 0.4;

  /** A workspace that trains from the live world. */
  public Workspace(Path root, Consumer<String> told) {
    this(root, told, Optional.empty());
  }

  /** The folder of a recipe's run. */
  public Path run(String recipe) {
    return root.resolve(recipe);
  }

  /** The published weights of an earlier stage. */
  public Checkpoint checkpoint(String recipe) {
    Path file = run(recipe).resolve(WEIGHTS);
    if (Files.exists(file)) {
      return Checkpoint.open(file);
    }
    String bundled = "micro/" + recipe + ".safetensors";
    if (PortraitStudio.class.getResource(bundled) == null) {
      throw new CheckpointException(
          "this stage needs %s: train the recipe '%s' first".formatted(file, recipe));
    }
    return Checkpoint.open(ResourceFiles.of(PortraitStudio.class, bundled));
  }

  /**
   * The weights of an earlier stage on the engine's device; of two stages that train them the later
   * one's.
   */
  public Weights weights(String recipe) {
    Path joint = run(JOINT).resolve(WEIGHTS);
    return JOINED.contains(recipe) && Files.exists(joint)
        ? Weights.of(Checkpoint.open(joint)).materialized().below(recipe)
        : Weights.of(checkpoint(recipe)).materialized();
  }

  /** The identity adapter of the last stage that trained it. */
  public Weights adapter() {
    return weights(Files.exists(run(CLONE_FACE).resolve(WEIGHTS)) ? CLONE_FACE : "identity");
  }

  /** Cached data by name. */
  public Path data(String name) {
    return root.resolve("data").resolve(name);
  }

  /** The family's tokenizer over the words of PortraitWorld's captions. */
  public ClipTokenizer tokenizer() {
    return ClipTokenizer.wordLevel(
        run("base").resolve("tokenizer.json"), words(), MicroFamily.PROMPT_LENGTH);
  }

  /** Words and punctuation of prompts, in the order of their ids. */
  public static List<String> words() {
    List<String> words = new ArrayList<>(Captions.vocabulary());
    words.add(",");
    return words;
  }

  /** Number of token ids: the words and four special tokens. */
  public static int vocabularySize() {
    return words().size() + 4;
  }

  /** The trained autoencoder in bf16, scaled to unit variance. */
  public AutoencoderKl autoencoder() {
    Checkpoint file = checkpoint("autoencoder");
    double scaling = Double.parseDouble(file.metadata().get("scaling_factor"));
    return Weights.of(file)
        .converted(Precision.BF16.type())
        .build(w -> new AutoencoderKl(w, MicroFamily.autoencoder(scaling)));
  }

  /** Pictures as pixels, for the autoencoder. */
  public Shards pictures(SampleKind kind) {
    if (dataset.isPresent()) {
      return idzoom().pictures(kind);
    }
    return kind == SampleKind.FRAME
        ? AutoencoderRecipe.scenes(data("autoencoder-scenes"), 6)
        : AutoencoderRecipe.faces(data("autoencoder-faces"), 12);
  }

  private IdzoomPortraits idzoom() {
    return new IdzoomPortraits(dataset.orElseThrow(), data("idzoom"), told);
  }

  /** Scenes and face zooms as latents, with the identity features of their people. */
  public PortraitData portraits(SampleKind kind) {
    int people = kind == SampleKind.FRAME ? FRAME_PEOPLE : ZOOM_PEOPLE;
    return portraits(kind, ZoomRange.WORLD, ONE_REFERENCE, people);
  }

  /**
   * The same as a recipe wants them.
   *
   * @throws IllegalArgumentException where a dataset is to be zoomed or to have several references
   */
  PortraitData portraits(SampleKind kind, MmfRecipe recipe) {
    int people = recipe.modes().draw(kind).people();
    return portraits(kind, recipe.zooms(), recipe.referenceWeights(), people);
  }

  private PortraitData portraits(
      SampleKind kind, ZoomRange range, List<Double> references, int places) {
    boolean frames = kind == SampleKind.FRAME;
    long seed = frames ? FRAME_SEED : ZOOM_SEED;
    if (dataset.isPresent()) {
      requireWorld("zooms", range, ZoomRange.WORLD);
      requireWorld("referenceWeights", references, ONE_REFERENCE);
      return idzoom().of(kind, autoencoder(), MicroRecogniser.load(), seed + REFERENCES, places);
    }
    int shards = frames ? FRAME_SHARDS : ZOOM_SHARDS;
    return portraits(
        frames ? "frame" : "zoom", world(kind, range), seed, shards, range, references, places);
  }

  private static void requireWorld(String name, Object wanted, Object only) {
    if (!wanted.equals(only)) {
      throw new IllegalArgumentException(
          "a dataset's pictures are cut and have their references already: with --data, %s of the"
                  .formatted(name)
              + " recipe stays %s, got %s".formatted(only, wanted));
    }
  }

  /** The attributes of the people of these portraits, which the world knows and datasets do not. */
  public Optional<AttributeTargets> attributes(PortraitData portraits) {
    return dataset.isPresent() ? Optional.empty() : Optional.of(AttributeTargets.of(portraits));
  }

  private static WorldSamples world(SampleKind kind, ZoomRange range) {
    return kind == SampleKind.FRAME
        ? new WorldSamples(kind, FRAME_SEED, Workspace::frame, range)
        : new WorldSamples(kind, ZOOM_SEED, WorldScenes::scene, range);
  }

  /**
   * What {@link #portraits} draws from the live world, to be written as a dataset: so many frames
   * and zooms in proportion. With 12,000 frames it is the whole.
   */
  public static List<WorldDataset.Part> world(int frames) {
    int zooms = (int) ((long) frames * ZOOM_SHARDS / FRAME_SHARDS);
    return List.of(
        part("frame", world(SampleKind.FRAME, ZoomRange.WORLD), FRAME_SEED, frames),
        part("zoom", world(SampleKind.ZOOM, ZoomRange.WORLD), ZOOM_SEED, zooms));
  }

  private static WorldDataset.Part part(String name, WorldSamples samples, long seed, int count) {
    return new WorldDataset.Part(name, samples, seed + REFERENCES, count);
  }

  private static Scene frame(RandomGenerator random) {
    return WorldScenes.sceneOrCloseUp(random, CLOSE_UPS);
  }

  /** The samples of Clone Face Tuning; not from a dataset. */
  PortraitData cloneFaces(MmfRecipe recipe) {
    if (dataset.isPresent()) {
      throw new IllegalArgumentException(
          "Clone Face Tuning needs scenes of clones, which PortraitWorld alone can draw: train it"
              + " without a dataset (--data)");
    }
    return portraits(
        recipe.clones() == CLONES ? "clone-face" : "clone-face-" + recipe.clones(),
        new WorldSamples(
            SampleKind.FRAME,
            CLONE_FACE_SEED,
            new CloneFaceScenes(recipe.clones()),
            recipe.zooms()),
        CLONE_FACE_SEED,
        CLONE_FACE_SHARDS,
        recipe.zooms(),
        recipe.referenceWeights(),
        recipe.modes().frames().people());
  }

  private PortraitData portraits(
      String name,
      WorldSamples world,
      long seed,
      int shards,
      ZoomRange range,
      List<Double> weights,
      int places) {
    String cut = world.kind() == SampleKind.ZOOM ? cut(range) : "";
    Path folder = data(name + "s" + cut);
    Shards samples = world.encode(folder, shards, PER_SHARD, autoencoder(), told(name + "s"));
    Shards references =
        References.build(
            data(name + "-references" + cut + weighted(weights)),
            samples,
            MicroRecogniser.load(),
            seed + REFERENCES,
            weights,
            told(name + " references"));
    return new PortraitData(world.kind(), samples, references, places);
  }

  /** What tells the caches of other zooms from the usual one. */
  private static String cut(ZoomRange range) {
    return range.equals(ZoomRange.WORLD)
        ? ""
        : "-%s-%s-%s".formatted(range.least(), range.most(), range.shift());
  }

  private static String weighted(List<Double> weights) {
    return weights.equals(ONE_REFERENCE)
        ? ""
        : weights.stream().map(weight -> "-w" + weight).collect(Collectors.joining());
  }

  private IntConsumer told(String what) {
    return shard -> told.accept("%s: shard %d".formatted(what, shard));
  }
}
