package io.github.fpga.cli.dataset;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where and how Spark runs. */
public final class SparkOptions {

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

  /**
   * Spark's process.
   *
   * @param memory for Java's objects in it, such as {@code 2g}
   * @throws IllegalArgumentException where the launcher has not told the project's folder
   */
  public SparkJvm jvm(String memory) {
    String home = System.getProperty("fpga.home");
    if (home == null) {
      throw new IllegalArgumentException("commands with Spark need the launcher: start ./fpga");
    }
    return new SparkJvm(Path.of(home), master, memory, conf);
  }
}
