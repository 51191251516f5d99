package io.github.fpga.benchmarks.dataset;

import io.github.fpga.cli.dataset.SparkJvm;
import io.github.fpga.idzoom.build.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A build in a process of its own, as {@code fpga dataset build} starts it, seen from outside. */
final class SparkBuild {

  private static final String MEMORY = "2g";
  private static final int SAMPLE_MILLIS = 200;

  private final Process process;
  private final long start = System.nanoTime();
  private final Map<String, Double> steps = new LinkedHashMap<>();
  private String step = "";
  private long stepStart;
  private volatile long peakBytes;

  private SparkBuild(Process process) {
    this.process = process;
    Thread sampler = new Thread(this::sample, "peak-memory");
    sampler.setDaemon(true);
    sampler.start();
  }

  /**
   * The settings of a build as JSON.
   *
   * @param more fields as {@code "name":value} with commas before them
   */
  static String settings(Path input, Path output, String more) {
    return "{\"inputs\":[%s],\"output\":%s,\"licence\":\"Apache-2.0\"%s}"
        .formatted(Json.line(input.toString()), Json.line(output.toString()), more);
  }

  /**
   * Starts a build.
   *
   * @param home the project's folder, in which everything is compiled
   * @param log gets what the process says on standard error
   */
  static SparkBuild start(
      Path home, String master, Map<String, String> conf, String settings, Path log)
      throws IOException {
    List<String> command = new SparkJvm(home, master, MEMORY, conf).build(settings);
    return new SparkBuild(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** Linux keeps the largest resident size of a process. */
  private void sample() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    while (process.isAlive() && Files.exists(status)) {
      try {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            peakBytes = Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
          }
        }
        Thread.sleep(SAMPLE_MILLIS);
      } catch (IOException | InterruptedException e) {
        return;
      }
    }
  }

  /**
   * Waits for the end.
   *
   * @param listener hears each line of the build's standard output
   * @return the exit code
   */
  int await(Consumer<String> listener) throws InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
        listener.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hear the build", e);
    }
    int code = process.waitFor();
    end();
    return code;
  }

  private void note(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("progress") && !words[1].equals(step)) {
      end();
      step = words[1];
      stepStart = System.nanoTime();
    }
  }

  private void end() {
    if (!step.isEmpty()) {
      steps.merge(step, (System.nanoTime() - stepStart) / 1e9, Double::sum);
      step = "";
    }
  }

  /** As {@code kill -9} does; what it has said can still be read. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds of each step, in their order. */
  Map<String, Double> steps() {
    return steps;
  }

  /** The largest resident size of the process; 0 where the system does not tell. */
  long peakBytes() {
    return peakBytes;
  }
}
