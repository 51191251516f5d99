package io.github.fpga.cli.train;

import io.github.fpga.evaluation.judge.JudgeRecipe;
import io.github.fpga.evaluation.style.StyleRecipe;
import io.github.fpga.pipelines.family.PublicSet;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.data.TrainingSet;
import io.github.fpga.training.mmf.MmfRecipe;
import io.github.fpga.training.recipes.MicroRecipes;
import io.github.fpga.training.recipes.PublicModeRecipe;
import io.github.fpga.training.recipes.Recipe;
import io.github.fpga.training.recipes.Workspace;
import io.github.fpga.training.recipes.faces.FaceRecipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** All recipes by name, in the order in which they are trained. */
public final class TrainingRuns {

  private TrainingRuns() {}

  /** Prepares data and opens the loop of a recipe. */
  @FunctionalInterface
  public interface Opener {
    TrainingLoop open(Settings settings);
  }

  /**
   * Where and how.
   *
   * @param workspace folder of all recipes, each has a folder of its name there
   * @param steps in place of the recipe's own, 0 for these
   * @param data what to train from in place of the live world
   * @param set whose denoiser a mode is trained for; only of the recipe that does that
   * @param recipe in place of the stage's own, for stages under MMF
   * @param provenance metadata of the published weights
   * @param told receives lines of progress
   */
  public record Settings(
      Path workspace,
      long steps,
      Optional<TrainingSet> data,
      Optional<PublicSet> set,
      Optional<MmfRecipe> recipe,
      Map<String, String> provenance,
      Consumer<String> told) {}

  /**
   * A recipe.
   *
   * @param steps of the whole recipe
   */
  public record Run(String name, String description, long steps, Opener opener) {

    /**
     * What a researcher may edit about it.
     *
     * @throws IllegalArgumentException where it is no stage under MMF
     */
    public MmfRecipe recipe() {
      if (!MicroRecipes.UNDER_MMF.contains(name)) {
        throw new IllegalArgumentException(
            "%s takes no recipe file, only %s do"
                .formatted(name, new TreeSet<>(MicroRecipes.UNDER_MMF)));
      }
      return MmfRecipe.of(name);
    }
  }

  /** All of them. */
  public static List<Run> all() {
    List<Run> runs = new ArrayList<>();
    for (Recipe recipe : MicroRecipes.all()) {
      runs.add(
          new Run(
              recipe.name(), recipe.description(), recipe.config().steps(), s -> open(recipe, s)));
    }
    runs.add(face("recogniser", "conditioning recogniser", 1000, FaceRecipes::recogniser));
    runs.add(face("detector", "face detector", 1500, FaceRecipes::detector));
    runs.add(face("landmarks", "68 landmarks", 2000, FaceRecipes::landmarks));
    runs.add(face("pose", "skeletons", 2000, FaceRecipes::pose));
    runs.add(
        new Run(
            PublicModeRecipe.NAME,
            "RepControlNet of a model set's denoiser, for skeletons; with --model and --data",
            PublicModeRecipe.CONFIG.steps(),
            PublicRuns::mode));
    runs.add(face("judge", "the evaluation's own recogniser", 1000, JudgeRecipe::loop));
    runs.add(
        face("development-judge", "another judge, to tune by", 1000, JudgeRecipe::development));
    runs.add(face("style", "the evaluation's style classifier", 3000, StyleRecipe::loop));
    return runs;
  }

  /** A recipe of fixed length that continues where its folder stopped. */
  private static Run face(
      String name,
      String description,
      long steps,
      BiFunction<Path, IntConsumer, TrainingLoop> loop) {
    return new Run(
        name,
        description,
        steps,
        settings -> {
          requireMicro(name, settings);
          if (settings.steps() > 0) {
            throw new IllegalArgumentException(
                "the length of the recipe %s is fixed: leave out --steps".formatted(name));
          }
          if (settings.data().isPresent()) {
            throw new IllegalArgumentException(
                "the recipe %s draws its pictures from PortraitWorld alone: leave out --data"
                    .formatted(name));
          }
          return loop.apply(
              settings.workspace().resolve(name),
              shard -> settings.told().accept("%s: data shard %d".formatted(name, shard)));
        });
  }

  /**
   * The recipe of a name.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Run byName(String name) {
    return all().stream()
        .filter(run -> name.equals(run.name()) || name.equals("micro-" + run.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown recipe '%s', known: %s"
                        .formatted(
                            name, String.join(", ", all().stream().map(Run::name).toList()))));
  }

  private static void requireMicro(String name, Settings settings) {
    if (settings.set().isPresent()) {
      throw new IllegalArgumentException(
          "the recipe %s trains the micro family: leave out --model; for the denoiser of a model set there is the recipe %s"
              .formatted(name, PublicModeRecipe.NAME));
    }
  }

  private static TrainingLoop open(Recipe usual, Settings settings) {
    requireMicro(usual.name(), settings);
    Workspace workspace = new Workspace(settings.workspace(), settings.told(), settings.data());
    Recipe recipe =
        MicroRecipes.UNDER_MMF.contains(usual.name()) ? underMmf(usual.name(), settings) : usual;
    var config =
        settings.steps() > 0 ? recipe.config().withSteps(settings.steps()) : recipe.config();
    return new TrainingLoop(
        recipe.tasks(workspace), config, workspace.run(recipe.name()), settings.provenance());
  }

  /** With the steps that will be done, so that the weights say by what they were trained. */
  private static Recipe underMmf(String name, Settings settings) {
    MmfRecipe recipe = settings.recipe().orElseGet(() -> MmfRecipe.of(name));
    requireOfRun(recipe, settings.workspace().resolve(name).resolve("state.safetensors"));
    return MicroRecipes.underMmf(
        name, settings.steps() > 0 ? recipe.withSteps(settings.steps()) : recipe);
  }

  /** A run goes on by its own recipe, but for the number of steps. */
  private static void requireOfRun(MmfRecipe recipe, Path state) {
    if (!Files.exists(state)) {
      return;
    }
    String text = Checkpoint.open(state).metadata().get(MmfRecipe.METADATA);
    if (text != null
        && !MmfRecipe.parse(text, state.toString())
            .withSteps(recipe.training().steps())
            .equals(recipe)) {
      throw new IllegalArgumentException(
          "the run was begun by another recipe: go on with --recipe %s, or choose another folder"
                  .formatted(state)
              + " with --workspace");
    }
  }
}
