package io.github.fpga.cli.run;

import java.io.PrintStream;
import java.util.Locale;

/** A line at most every few seconds, and one at the end. */
final class LineDisplay implements Progress.Display {

  private static final double EVERY_SECONDS = 10;

  private final PrintStream err;
  private final String name;
  private final int steps;
  private final long start = System.nanoTime();
  private double last;

  LineDisplay(PrintStream err, String name, int steps) {
    this.err = err;
    this.name = name;
    this.steps = steps;
  }

  @Override
  public void show(int done, String detail) {
    double now = seconds();
    if (now - last >= EVERY_SECONDS) {
      last = now;
      err.printf("%s: %d of %d (%s)%n", name, done, steps, detail);
    }
  }

  @Override
  public void close() {
    err.println(String.format(Locale.ROOT, "%s: %.1f s", name, seconds()));
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
