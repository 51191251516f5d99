package io.github.fpga.cli.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java of its own, started as the launcher starts it. */
final class ChildJvm {

  private static final int SECONDS = 120;

  private ChildJvm() {}

  /** What came of it; both streams together. */
  record Result(int code, String output) {}

  /** Starts a class or a source file with arguments in a folder. */
  static Process start(Path folder, List<String> arguments) throws IOException {
    return new ProcessBuilder(command(arguments))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
  }

  /** The words that start it. */
  static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dfpga.models=" + TestFamily.folder(),
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(arguments);
    return command;
  }

  /** Starts it and waits for its end. */
  static Result run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    return await(start(folder, arguments));
  }

  static Result await(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + output);
    }
    return new Result(process.exitValue(), output);
  }
}
