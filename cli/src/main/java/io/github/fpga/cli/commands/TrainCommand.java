package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Failures;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.cli.train.Commit;
import io.github.fpga.cli.train.TrainingRuns;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.pipelines.run.Version;
import io.github.fpga.tensor.Precision;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.data.TrainingSet;
import io.github.fpga.training.distributed.Lifeline;
import io.github.fpga.training.distributed.ProcessGroup;
import io.github.fpga.training.distributed.Rendezvous;
import io.github.fpga.training.mmf.MmfRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga train}. */
@Command(
    name = "train",
    description = {
      "Trains one network of the micro family, or a mode of control for a model set; without a",
      "recipe it lists them, in their order.",
      "A stopped run keeps its state: with --resume it goes on with the same numbers.",
      "Several processes train together when started with torchrun's environment variables",
      "(docs/training.md)."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class TrainCommand implements Callable<Integer> {

  private final App app;

  @Parameters(arity = "0..1", paramLabel = "RECIPE", description = "What to train.")
  private String recipe;

  @Option(names = "--resume", description = "Continue the run that is in the workspace.")
  private boolean resume;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = "runs/micro",
      description = "Folder of data and runs (default: ${DEFAULT-VALUE}).")
  private Path workspace;

  @Option(
      names = "--data",
      paramLabel = "DATASET",
      description = {
        "Folder of a dataset in the form of IDZoom, whose split train takes the place of"
            + " PortraitWorld."
      })
  private Path data;

  @Option(
      names = "--licence",
      split = ",",
      paramLabel = "LICENCE",
      description = "With --data: use records of these licences only (default: all).")
  private Set<String> licences = Set.of();

  @Option(
      names = "--divide-data",
      description = {
        "With --data in several processes: each caches and draws from a share of the records"
            + " of its own (default: all from all)."
      })
  private boolean divided;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "0",
      description = "Train this many steps in place of the recipe's; the schedule shrinks with it.")
  private long steps;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = {
        "For identity, joint and cloneface: mode schedule, zooms, references, strengths, dropouts"
            + " and losses, from a file that --print-recipe began, or from weights trained by one"
            + " (default: the stage's own)."
      })
  private Path recipeFile;

  @Option(names = "--print-recipe", description = "Print the recipe that would be used, and stop.")
  private boolean print;

  @Mixin private ModelOptions engine;

  public TrainCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    if (recipe == null) {
      for (TrainingRuns.Run run : TrainingRuns.all()) {
        app.out().printf("%-12s %7d steps  %s%n", run.name(), run.steps(), run.description());
      }
      return 0;
    }
    TrainingRuns.Run run = TrainingRuns.byName(recipe);
    Optional<MmfRecipe> own = own(run);
    if (print) {
      app.out().println(own.orElseGet(run::recipe).text());
      return 0;
    }
    Path folder = workspace.resolve(run.name());
    Outputs.requireFolder(folder);
    if (!resume && Files.exists(folder.resolve("state.safetensors"))) {
      throw new IllegalArgumentException(
          "%s holds a run: continue it with --resume, or choose another folder with --workspace"
              .formatted(folder));
    }
    Optional<Rendezvous> place = Rendezvous.fromEnvironment(System.getenv());
    Lifeline.watch(System.getenv(), System.in, this::abandon);
    engine.startEngine();
    requirePossible();
    place.ifPresent(p -> app.note("%s, meeting at %s", p.name(), p.place()));
    try (ProcessGroup group = ProcessGroup.join(place)) {
      train(run, own, group);
      if (group.isFirst()) {
        app.out().println(folder.resolve("weights.safetensors"));
      }
    }
    return app.cancellation().cancelled() ? Failures.CANCELLED : 0;
  }

  private void requirePossible() {
    if (engine.precision() != Precision.BF16) {
      throw new IllegalArgumentException(
          "recipes say themselves what they compute in: leave out --dtype");
    }
  }

  /** At once: a last checkpoint could overwrite one of the ranks that take this one's place. */
  private void abandon() {
    app.note("fpga: the process that started this rank has ended, and so does the rank");
    Runtime.getRuntime().halt(Failures.FAILED);
  }

  private Optional<MmfRecipe> own(TrainingRuns.Run run) {
    if (recipeFile == null) {
      return Optional.empty();
    }
    run.recipe();
    return Optional.of(MmfRecipe.read(recipeFile));
  }

  private void train(TrainingRuns.Run run, Optional<MmfRecipe> own, ProcessGroup group) {
    Consumer<String> told = group.localRank() == 0 ? line -> app.note(line) : line -> {};
    var settings =
        new TrainingRuns.Settings(
            workspace,
            steps,
            dataset(group),
            engine.isPublic() ? Optional.of(engine.publicSet()) : Optional.empty(),
            own,
            provenance(run.name()),
            told);
    TrainingLoop loop = group.firstPerMachine("preparing data", () -> run.opener().open(settings));
    if (!group.isFirst()) {
      loop.run(group, app.cancellation()::cancelled);
      return;
    }
    if (resume && loop.resume()) {
      app.note("resuming after step %d", loop.step());
    }
    long all = own.map(file -> file.training().steps()).orElse(run.steps());
    train(loop, steps > 0 ? steps : all, group);
  }

  /** What the published weights say of where they come from. */
  private Map<String, String> provenance(String recipe) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("recipe", recipe);
    provenance.put("version", Version.current());
    Commit.current().ifPresent(commit -> provenance.put("commit", commit));
    if (data != null) {
      provenance.put("data", DatasetShards.open(data, Split.TRAIN).fingerprint());
    }
    return provenance;
  }

  private Optional<TrainingSet> dataset(ProcessGroup group) {
    if (data == null && (divided || !licences.isEmpty())) {
      throw new IllegalArgumentException(
          "--licence and --divide-data are about the records of a dataset: add --data");
    }
    return Optional.ofNullable(data)
        .map(folder -> new TrainingSet(folder, licences))
        .map(all -> divided ? all.withRank(group.rank(), group.size()) : all);
  }

  private void train(TrainingLoop loop, long total, ProcessGroup group) {
    long from = loop.step();
    try (Progress.Task task = app.progress().start("train " + recipe, (int) total)) {
      task.advance((int) from, "");
      long[] seen = {from};
      loop.run(
          group,
          () -> {
            task.advance((int) (loop.step() - seen[0]), "step " + loop.step());
            seen[0] = loop.step();
            return app.cancellation().cancelled();
          });
    }
    app.note("%s at step %d", app.cancellation().cancelled() ? "stopped" : "done", loop.step());
  }
}
