package io.github.fpga.cli.commands;

import io.github.fpga.cli.dataset.SparkJvm;
import io.github.fpga.cli.dataset.SparkOptions;
import io.github.fpga.cli.dataset.SparkRun;
import io.github.fpga.cli.run.App;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private SparkOptions spark;

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
    // The processes need memory of their own; Spark only watches them.
    SparkJvm jvm = spark.jvm("512m");
    List<String> rank = new ArrayList<>(List.of(jvm.home().resolve("fpga").toString()));
    rank.addAll(command);
    return new SparkRun(
            app, "the ranks end by themselves; start them again with --resume after train")
        .run(jvm.train(count, rank));
  }
}
