package io.github.fpga.cli;

import io.github.fpga.cli.commands.DamageCommand;
import io.github.fpga.cli.commands.DatasetCommand;
import io.github.fpga.cli.commands.EvaluateCommand;
import io.github.fpga.cli.commands.FacesCommand;
import io.github.fpga.cli.commands.GenerateCommand;
import io.github.fpga.cli.commands.GridCommand;
import io.github.fpga.cli.commands.InvertCommand;
import io.github.fpga.cli.commands.ModelsCommand;
import io.github.fpga.cli.commands.PersonCommand;
import io.github.fpga.cli.commands.RanksCommand;
import io.github.fpga.cli.commands.RedoCommand;
import io.github.fpga.cli.commands.RestoreCommand;
import io.github.fpga.cli.commands.ResultsCommand;
import io.github.fpga.cli.commands.SwapCommand;
import io.github.fpga.cli.commands.TrainCommand;
import io.github.fpga.cli.commands.WorldCommand;
import io.github.fpga.cli.demo.DemoCommand;
import io.github.fpga.cli.options.VersionProvider;
import io.github.fpga.cli.run.App;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with its subcommands. */
@Command(
    name = "fpga",
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    headerHeading = "Portraits of several people, each recognisable in their own place.%n%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  fpga demo",
      "  fpga generate --prompt \"a full body picture of two people in a park\" \\",
      "    --person \"anna.png@0.2,0.25,0.12,0.12\" --person \"ben.png@0.6,0.22,0.12,0.12\"",
      "  fpga restore holiday/ --person anna.png --person ben.png -o restored",
      "",
      "fpga COMMAND --help explains a command."
    },
    subcommands = {
      DemoCommand.class,
      GenerateCommand.class,
      RestoreCommand.class,
      SwapCommand.class,
      InvertCommand.class,
      FacesCommand.class,
      PersonCommand.class,
      RedoCommand.class,
      DamageCommand.class,
      GridCommand.class,
      WorldCommand.class,
      DatasetCommand.class,
      TrainCommand.class,
      RanksCommand.class,
      ModelsCommand.class,
      EvaluateCommand.class,
      ResultsCommand.class
    })
final class Fpga implements Runnable {

  private final App app;

  @Spec private CommandSpec spec;

  Fpga(App app) {
    this.app = app;
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  void debug(boolean on) {
    app.debug(on);
  }

  @Override
  public void run() {
    throw new ParameterException(new CommandLine(spec), "say what to do: fpga COMMAND ...");
  }
}
