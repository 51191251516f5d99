package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.options.SuiteOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.evaluation.Evaluation;
import io.github.fpga.evaluation.EvaluationProgress;
import io.github.fpga.evaluation.EvaluationProtocol;
import io.github.fpga.evaluation.EvaluationResult;
import io.github.fpga.evaluation.SuiteEvaluation;
import io.github.fpga.evaluation.SuiteRequest;
import io.github.fpga.tensor.Precision;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fpga evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Measures the whole method on people that nothing was trained or tuned on.",
      "With --suite it runs one of the paper's experiments instead: methods side by side.",
      "Writes report.html, metrics.json, faces.csv and all pictures. Run again, it goes on where it"
          + " stopped."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class EvaluateCommand implements Callable<Integer> {

  private final App app;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "" + EvaluationProtocol.PEOPLE,
      description = "How many people to tell apart (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--scenes",
      paramLabel = "N",
      defaultValue = "" + EvaluationProtocol.SCENES,
      description = "Group scenes, and as many close-ups (default: ${DEFAULT-VALUE}).")
  private int scenes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Of people and scenes, and of noise without --suite (default: 1; a suite's is in its"
              + " protocol).")
  private Long seed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "out/evaluation",
      description = "Folder for everything (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--development",
      paramLabel = "JUDGE",
      description = {
        "For tuning: development people in place of the evaluation's, judged by this file, which"
            + " 'fpga train development-judge' makes."
      })
  private Path developmentJudge;

  @Mixin private SuiteOptions suite;

  @Mixin private ModelOptions models;

  public EvaluateCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    if (models.precision() != Precision.BF16) {
      throw new IllegalArgumentException(
          "evaluations compute in bf16, as published ones do: leave out --dtype");
    }
    if (suite.chosen() && suite.sweep() && developmentJudge != null) {
      throw new IllegalArgumentException(
          "--sweep tunes on development people without a judge: leave out --development");
    }
    return suite.chosen() ? suite() : standard();
  }

  private int standard() {
    EvaluationProtocol protocol =
        new EvaluationProtocol(people, scenes, seed == null ? 1 : seed, output, developmentJudge);
    Outputs.requireFolder(output);
    models.startEngine();
    EvaluationResult result;
    try (Phases phases = new Phases(app)) {
      result = Evaluation.run(protocol, models.modelSet(), phases);
    }
    note(result.metrics());
    app.out().println(result.report());
    return 0;
  }

  private int suite() {
    SuiteRequest request =
        suite.request(models.modelSet(), seed, developmentJudge, output, models.arguments());
    Outputs.requireFolder(output);
    models.startEngine();
    try (Phases phases = new Phases(app)) {
      if (suite.sweep()) {
        SuiteEvaluation.sweep(request, phases);
      } else {
        SuiteEvaluation.run(request, phases);
      }
    }
    app.out().println(SuiteEvaluation.report(output));
    return 0;
  }

  private void note(Map<String, Double> metrics) {
    metrics.forEach(
        (key, value) -> app.note(String.format(Locale.ROOT, "  %-36s %.4g", key, value)));
  }

  /** One progress task per phase. */
  private static final class Phases implements EvaluationProgress, AutoCloseable {

    private final App app;
    private Progress.Task task;
    private int before;

    Phases(App app) {
      this.app = app;
    }

    @Override
    public boolean onProgress(Phase phase, int done, int total) {
      if (done == 0) {
        close();
        task = app.progress().start(phase.words(), total);
        before = 0;
      }
      if (task != null) {
        task.advance(done - before, done + " of " + total);
      }
      before = done;
      return !app.cancellation().cancelled();
    }

    @Override
    public void close() {
      if (task != null) {
        task.close();
        task = null;
      }
    }
  }
}
