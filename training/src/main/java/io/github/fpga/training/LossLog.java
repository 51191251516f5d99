package io.github.fpga.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * The loss curve as a CSV file (step, mean loss, mean gradient norm, learning rate, seconds) and as
 * a picture.
 */
final class LossLog {

  private final Path file;
  private double lossSum;
  private double normSum;
  private int count;
  private long since = System.nanoTime();

  LossLog(Path file) {
    this.file = file;
  }

  void add(long step, double loss, double norm, double rate) throws IOException {
    lossSum += loss;
    normSum += norm;
    count++;
    if (step % TrainingLoop.LOG_EVERY != 0) {
      return;
    }
    long now = System.nanoTime();
    String line =
        String.format(
            Locale.ROOT,
            "%d,%.6f,%.4f,%.2e,%.2f%n",
            step,
            lossSum / count,
            normSum / count,
            rate,
            (now - since) / 1e9);
    if (!Files.exists(file)) {
      Files.writeString(file, "step,loss,gradient_norm,learning_rate,seconds\n");
    }
    Files.writeString(file, line, StandardOpenOption.APPEND);
    lossSum = 0;
    normSum = 0;
    count = 0;
    since = now;
  }

  /** Draws the curve so far, into {@code loss.svg} beside the file. */
  void draw() throws IOException {
    LossCurve.draw(file, file.resolveSibling("loss.svg"));
  }

  /** Drops lines after a step: a resumed run writes them again. */
  void truncate(long step) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<String> kept =
          Files.readAllLines(file).stream()
              .filter(
                  line ->
                      !Character.isDigit(line.charAt(0))
                          || Long.parseLong(line.substring(0, line.indexOf(','))) <= step)
              .toList();
      Files.write(file, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
