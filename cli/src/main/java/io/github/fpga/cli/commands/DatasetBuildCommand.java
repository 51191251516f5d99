package io.github.fpga.cli.commands;

import io.github.fpga.cli.dataset.BuildOptions;
import io.github.fpga.cli.dataset.SparkOptions;
import io.github.fpga.cli.dataset.SparkRun;
import io.github.fpga.cli.run.App;
import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga dataset build}. */
@Command(
    name = "build",
    description = {
      "Builds a dataset (docs/idzoom.md) from folders of pictures, tar shards and Parquet files.",
      "A build that was stopped goes on when it is started again with the same settings."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class DatasetBuildCommand implements Callable<Integer> {

  private final App app;

  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description = "Folders or files, wherever Hadoop reads them.")
  private List<String> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the dataset.")
  private String output;

  @Option(
      names = "--memory",
      defaultValue = "2g",
      description = "For Java's objects in each process (default: ${DEFAULT-VALUE}).")
  private String memory;

  @Mixin private SparkOptions spark;

  @Option(names = "--dry-run", description = "Only print the settings, as spark-submit takes them.")
  private boolean dryRun;

  @Mixin private BuildOptions options;

  public DatasetBuildCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    BuildSettings settings = options.settings(inputs, output);
    if (dryRun) {
      app.out().print(Json.pretty(settings));
      return 0;
    }
    int code =
        new SparkRun(app, "started again, the build goes on")
            .run(spark.jvm(memory).build(Json.line(settings)));
    if (code == 0) {
      app.out().println(output);
    }
    return code;
  }
}
