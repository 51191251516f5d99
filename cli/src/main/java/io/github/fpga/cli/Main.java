package io.github.fpga.cli;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Failures;
import io.github.fpga.cli.run.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs a command line; exit codes are 0, 1 (failed), 2 (wrong usage or input), 130 (cancelled). */
public final class Main {

  private Main() {}

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    // Libraries log through SLF4J; without a provider it would print a warning at every start.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code;
    try (App app = new App(out, err, Terminal.ofProcess())) {
      app.cancellation().onShutdown();
      code = run(app, args);
    }
    System.exit(code);
  }

  /** Runs a command within this process and returns the exit code; never throws. */
  public static int run(App app, String... args) {
    try {
      return commandLine(app).execute(args.length == 0 ? new String[] {"--help"} : args);
    } catch (Error e) {
      // picocli handles exceptions; errors such as OutOfMemoryError pass through it.
      return Failures.report(app, e);
    }
  }

  static CommandLine commandLine(App app) {
    CommandLine line = new CommandLine(new Fpga(app), new AppFactory(app));
    // What follows is the command of others.
    line.getSubcommands().get("ranks").setStopAtPositional(true);
    return line.setOut(new PrintWriter(app.out(), true))
        .setErr(new PrintWriter(app.err(), true))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(app.terminal().width())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler((e, all) -> Failures.reportUsage(app, e))
        .setExecutionExceptionHandler((e, command, result) -> Failures.report(app, e));
  }
}
