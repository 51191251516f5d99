package io.github.fpga.cli.dataset;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.diffusion.CancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Spark's process: shows how far it is, passes on what it says, ends it when cancelled. */
public final class SparkRun {

  private static final int POLL_MILLIS = 100;

  /** The exit code of a process that was killed is this and the signal's number. */
  private static final int SIGNALS = 128;

  private final App app;
  private final String afterKill;
  private String step = "";
  private Progress.Task task;
  private int shown;

  /**
   * @param afterKill what is to be done if something kills Spark's process
   */
  public SparkRun(App app, String afterKill) {
    this.app = app;
    this.afterKill = afterKill;
  }

  /**
   * Runs the command to its end and returns its exit code.
   *
   * @throws CancelledException if the user stopped it
   */
  public int run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    Thread errors = forward(process);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (process.isAlive() || lines.ready()) {
        if (app.cancellation().cancelled()) {
          throw new CancelledException(0, 1);
        }
        if (lines.ready()) {
          line(lines.readLine());
        } else {
          process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } finally {
      process.destroy();
      process.waitFor();
      errors.join();
      close();
    }
    if (app.cancellation().cancelled()) {
      throw new CancelledException(0, 1);
    }
    if (process.exitValue() > SIGNALS) {
      app.note(
          "fpga: Spark's process was killed by signal %d; %s",
          process.exitValue() - SIGNALS, afterKill);
      return 1;
    }
    return process.exitValue();
  }

  private Thread forward(Process process) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(app.err()::println);
              } catch (IOException | UncheckedIOException e) {
                // Killed in the middle of a line; the exit code tells.
              }
            },
            "fpga-spark-errors");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** A line of the protocol of {@code spark.Main}, or anything else. */
  private void line(String line) {
    String[] words = line.split(" ");
    if (words.length == 4 && words[0].equals("progress")) {
      progress(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    } else if (words.length == 3 && words[0].equals("built")) {
      close();
      app.note("%s of %s pictures are in the dataset", words[2], words[1]);
    } else {
      app.note("%s", line);
    }
  }

  private void progress(String name, int done, int total) {
    if (!name.equals(step)) {
      close();
      step = name;
      shown = 0;
      task = app.progress().start(name, total);
    }
    task.advance(done - shown, "");
    shown = done;
  }

  private void close() {
    if (task != null) {
      task.close();
      task = null;
    }
  }
}
