package io.github.fpga.pipelines.hub;

import java.util.Locale;

/** Sizes for people. */
public final class Sizes {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final double STEP = 1000;

  private Sizes() {}

  /** As in {@code 3.4 GB}, in powers of 1000 as the hub shows them. */
  public static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    // 999.95 would be shown as 1000.0.
    while (value >= STEP - 0.05 && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
