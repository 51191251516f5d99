package io.github.fpga.faces.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Has a folder's files used by a JVM of little memory, one after the other. A file that ends the
 * JVM or takes too long is noted as such, and another JVM goes on behind it.
 */
final class HostileTrial {

  /** Processor time for one file, or for the start: nothing here needs two seconds. */
  private static final Duration MOST_WORK = Duration.ofSeconds(30);

  /** For a JVM that waits without working; a busy machine may make it wait for long. */
  private static final Duration MOST_WAITING = Duration.ofMinutes(10);

  private static final String END = "";

  /**
   * What became of a file.
   *
   * @param kibibytes the most memory it took beyond what the process had
   */
  record Outcome(String file, String outcome, long kibibytes, String message) {}

  private final Path folder;
  private final Path scratch;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param scratch a folder for the JVM's own files
   */
  HostileTrial(Path folder, Path scratch) {
    this.folder = folder;
    this.scratch = scratch;
  }

  List<Outcome> run() throws IOException, InterruptedException {
    int files = HostileChild.files(folder).size();
    while (outcomes.size() < files) {
      int before = outcomes.size();
      runFrom(before);
      if (outcomes.size() == before) {
        throw new AssertionError("the JVM cannot use sound files, see " + scratch);
      }
    }
    return outcomes;
  }

  private void runFrom(int first) throws IOException, InterruptedException {
    Process child = start(first);
    try {
      BlockingQueue<String> lines = lines(child);
      String file = null;
      String line;
      while ((line = next(lines, child)) != null && !line.equals(END)) {
        if (line.startsWith("start ")) {
          file = line.substring(6);
        } else if (line.startsWith("end ")) {
          String[] words = line.split(" ", 4);
          outcomes.add(new Outcome(file, words[1], Long.parseLong(words[2]), words[3]));
          file = null;
        }
      }
      if (file != null) {
        outcomes.add(new Outcome(file, line == null ? "hung" : "ended-the-JVM", 0, "-"));
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** The next line; null where it does not come. */
  private static String next(BlockingQueue<String> lines, Process child)
      throws InterruptedException {
    Duration begin = work(child);
    long start = System.nanoTime();
    String line = null;
    while (line == null
        && work(child).minus(begin).compareTo(MOST_WORK) < 0
        && System.nanoTime() - start < MOST_WAITING.toNanos()) {
      line = lines.poll(1, TimeUnit.SECONDS);
    }
    return line;
  }

  private static Duration work(Process child) {
    return child.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private Process start(int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms96m",
            "-Xmx96m",
            // The heap is there from the start: what comes on top is native memory.
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + scratch.resolve("crash.log"),
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HostileChild.class.getName(),
            folder.toString(),
            Integer.toString(first),
            scratch.toString())
        .redirectError(scratch.resolve("errors.txt").toFile())
        .start();
  }

  private static BlockingQueue<String> lines(Process child) {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in = child.inputReader()) {
                in.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // A killed process has no more to say.
              } finally {
                lines.add(END);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return lines;
  }
}
