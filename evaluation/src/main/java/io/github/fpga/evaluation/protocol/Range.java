package io.github.fpga.evaluation.protocol;

/** Bounds of a protocol's numbers. */
final class Range {

  private Range() {}

  static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, got %d".formatted(name, least, most, value));
    }
  }
}
