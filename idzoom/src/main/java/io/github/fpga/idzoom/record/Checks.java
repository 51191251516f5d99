package io.github.fpga.idzoom.record;

import java.util.Arrays;

/** What several records ask of their numbers; throws IllegalArgumentException with the value. */
final class Checks {

  private Checks() {}

  static void unit(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1], got %s".formatted(what, value));
    }
  }

  static void finite(String what, double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s must be finite, got %s".formatted(what, Arrays.toString(values)));
      }
    }
  }
}
