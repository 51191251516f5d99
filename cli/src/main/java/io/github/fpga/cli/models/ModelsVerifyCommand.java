package io.github.fpga.cli.models;

import io.github.fpga.cli.options.SetsOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Failures;
import io.github.fpga.pipelines.hub.Verdict;
import io.github.fpga.pipelines.sets.FileCheck;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fpga models verify}. */
@Command(name = "verify", description = "Hashes a set's files and says which ones are broken.")
public final class ModelsVerifyCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "NAME", description = "A set, see fpga models list.")
  private String name;

  @Mixin private SetsOptions options;

  public ModelsVerifyCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    List<FileCheck> checks;
    try (TransferProgress progress = new TransferProgress(app)) {
      checks = options.hub().verify(name, progress);
    }
    for (FileCheck check : checks) {
      Verdict verdict = check.verdict();
      app.out()
          .printf(
              "%-9s %s%s%n",
              verdict.state().name().toLowerCase(Locale.ROOT),
              check.file(),
              verdict.detail().isEmpty() ? "" : ": " + verdict.detail());
    }
    long broken = checks.stream().filter(check -> !check.verdict().usable()).count();
    if (broken > 0) {
      app.err()
          .printf(
              "fpga: %d of %d files of %s are missing or damaged: fpga models pull %s --repair"
                  + " brings them%n",
              broken, checks.size(), name, name);
      return Failures.FAILED;
    }
    return 0;
  }
}
