package io.github.fpga.cli.dataset;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of a Java of its own for Spark, which needs other libraries and access to Java's
 * insides that nothing else of the command does.
 *
 * @param home the folder of the launcher
 * @param master where Spark runs, such as {@code local[*]} or {@code spark://host:7077}
 * @param memory of its heap, such as {@code 2g}
 * @param conf further settings of Spark
 */
public record SparkJvm(Path home, String master, String memory, Map<String, String> conf) {

  private static final String BUILD = "io.github.fpga.spark.Main";
  private static final String TRAIN = "io.github.fpga.spark.TrainMain";
  private static final List<String> MODULES =
      List.of("spark", "idzoom", "faces", "models", "diffusion", "tensor");

  /** The guard of the native binding counts mapped files as used memory. */
  private static final List<String> NATIVE =
      List.of(
          "-Djava.awt.headless=true",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-Dorg.bytedeco.javacpp.maxbytes=0");

  public SparkJvm {
    conf = Map.copyOf(conf);
    if (!memory.matches("[1-9][0-9]*[mgMG]")) {
      throw new IllegalArgumentException(
          "the memory is a number with m or g, such as 2g, got " + memory);
    }
  }

  /**
   * The command of a build.
   *
   * @param settings as JSON
   * @throws IllegalArgumentException if Spark's libraries have not been fetched
   */
  public List<String> build(String settings) throws IOException {
    return command(BUILD, List.of(settings));
  }

  /**
   * The command that starts the ranks of a training.
   *
   * @param rank what each of them runs
   * @throws IllegalArgumentException if Spark's libraries have not been fetched
   */
  public List<String> train(int ranks, List<String> rank) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(ranks)));
    arguments.addAll(rank);
    return command(TRAIN, arguments);
  }

  private List<String> command(String main, List<String> arguments) throws IOException {
    Path libraries = home.resolve("spark/target/classpath");
    if (!Files.isRegularFile(libraries)) {
      throw new IllegalArgumentException(
          "there is no %s: start with the launcher ./fpga, which fetches Spark, or run ./mvnw -pl spark -am process-classes"
              .formatted(libraries));
    }
    StringBuilder classPath = new StringBuilder();
    for (String module : MODULES) {
      classPath.append(home.resolve(module + "/target/classes")).append(File.pathSeparator);
    }
    classPath.append(Files.readString(libraries).strip());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("spark/jvm.options"));
    command.add("-Xmx" + memory);
    command.addAll(NATIVE);
    command.add("-Dspark.master=" + master);
    if (isLocal()) {
      // Neither a name of this machine nor a network is needed.
      command.add("-Dspark.driver.bindAddress=127.0.0.1");
      command.add("-Dspark.driver.host=127.0.0.1");
      command.add("-Dspark.ui.enabled=false");
    } else {
      command.add("-Dspark.executor.extraClassPath=" + classPath);
      command.add("-Dspark.executor.extraJavaOptions=" + String.join(" ", NATIVE));
      command.add("-Dspark.executor.memory=" + memory);
    }
    conf.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath.toString(), main));
    command.addAll(arguments);
    return command;
  }

  private boolean isLocal() {
    return master.startsWith("local");
  }
}
