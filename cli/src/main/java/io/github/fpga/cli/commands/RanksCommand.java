package io.github.fpga.cli.commands;

import io.github.fpga.cli.dataset.SparkJvm;
import io.github.fpga.cli.dataset.SparkRun;
import io.github.fpga.cli.run.App;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga ranks}. */
@Command(
    name = "ranks",
    description = {
      "Trains in several processes, each a task of one Spark job, all started at the same time:",
      "fpga ranks --count 4 --master spark://HOST:PORT train base --data /shared/people",
      "The project and the folders have the same paths on all machines (docs/training.md)."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class RanksCommand implements Callable<Integer> {

  private final App app;

  @Option(names = "--count", required = true, paramLabel = "N", description = "Processes.")
  private int count;

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[*]",
      description = "Where Spark runs: local[N], or spark://HOST:PORT (default: ${DEFAULT-VALUE}).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark; may be repeated.")
  private Map<String, String> conf = Map.of();

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What each process runs: train with its options.")
  private List<String> command;

  public RanksCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (count < 1 || !command.get(0).equals("train")) {
      throw new IllegalArgumentException(
          "ranks starts one or more processes of train, got %d of %s"
              .formatted(count, command.get(0)));
    }
    String home = System.getProperty("fpga.home");
    if (home == null) {
      throw new IllegalArgumentException("start it with the launcher: ./fpga ranks");
    }
    List<String> rank = new ArrayList<>(List.of(Path.of(home, "fpga").toString()));
    rank.addAll(command);
    // The processes need memory of their own; Spark only watches them.
    SparkJvm jvm = new SparkJvm(Path.of(home), master, "512m", conf);
    return new SparkRun(app).run(jvm.train(count, rank));
  }
}
