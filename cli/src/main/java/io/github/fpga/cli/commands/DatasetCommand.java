package io.github.fpga.cli.commands;

import io.github.fpga.cli.run.App;
import io.github.fpga.idzoom.build.DatasetHash;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fpga dataset}. */
@Command(
    name = "dataset",
    description = "Builds datasets of people in pictures, and removes people from them.",
    subcommands = {DatasetBuildCommand.class, DatasetForgetCommand.class},
    sortOptions = false)
public final class DatasetCommand implements Runnable {

  private final App app;

  @Spec private CommandSpec spec;

  public DatasetCommand(App app) {
    this.app = app;
  }

  @Override
  public void run() {
    throw new ParameterException(new CommandLine(spec), "say what to do: build, forget or hash");
  }

  @Command(
      name = "hash",
      description = "One number for all records: equal for equal datasets, however divided.")
  int hash(@Parameters(paramLabel = "DATASET", description = "Its folder.") Path dataset)
      throws IOException {
    app.out().println(DatasetHash.of(dataset));
    return 0;
  }
}
