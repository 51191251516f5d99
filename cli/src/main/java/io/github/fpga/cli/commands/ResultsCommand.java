package io.github.fpga.cli.commands;

import io.github.fpga.cli.run.App;
import io.github.fpga.evaluation.report.ResultsPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga results}. */
@Command(
    name = "results",
    description = "Writes what finished suites of `fpga evaluate` found as one page of Markdown.",
    sortOptions = false,
    sortSynopsis = false)
public final class ResultsCommand implements Callable<Integer> {

  private final App app;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of finished suites.")
  private List<Path> runs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "results.md",
      description = "The page (default: ${DEFAULT-VALUE}).")
  private Path output;

  public ResultsCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException {
    ResultsPage.write(output, runs);
    app.out().println(output);
    return 0;
  }
}
