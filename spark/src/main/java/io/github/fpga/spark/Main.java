package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The Spark job, for {@code fpga dataset build} and {@code spark-submit}: its argument is {@link
 * BuildSettings} as JSON, or a file with it. Standard output has a line {@code progress STEP DONE
 * TOTAL} for every step forward, and {@code built IN KEPT} at the end; standard error has one clear
 * message where it fails. The exit code is 0, 1 (failed, can go on later) or 2 (wrong input).
 */
public final class Main {

  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private Main() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = run(args, out, err);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      BuildSettings settings = BuildSettings.parse(json(args));
      // The master is set by whoever starts the job.
      SparkConf conf =
          new SparkConf().setAppName("fpga dataset build").setIfMissing("spark.master", "local[*]");
      try (JavaSparkContext spark = new JavaSparkContext(conf)) {
        BuildSummary summary =
            DatasetBuild.run(
                spark,
                settings,
                (step, done, total) -> out.printf("progress %s %d %d%n", step, done, total));
        out.printf("built %d %d%n", summary.inputs(), summary.kept());
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println("fpga: " + e.getMessage());
      return BAD_INPUT;
    } catch (IOException | RuntimeException e) {
      err.printf("fpga: the build failed: %s; started again, it goes on%n", reason(e));
      return FAILED;
    }
  }

  private static String json(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException(
          "the job takes one argument, the settings of the build as JSON or a file with them; got %d"
              .formatted(args.length));
    }
    return args[0].stripLeading().startsWith("{") ? args[0] : Files.readString(Path.of(args[0]));
  }

  /** Spark puts the stack traces of all machines into its message. */
  static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return cause.getClass().getSimpleName() + ": " + first;
  }
}
