package io.github.fpga.evaluation.suite;

/** Independent seeds from one: a chain of SplitMix64 finalisers. */
final class Seeds {

  private static final int POSITIVE_INT = 33;

  private Seeds() {}

  /** The seed of a purpose's index-th draw. */
  static long of(long seed, long purpose, long index) {
    return mix(mix(mix(seed) + purpose) + index);
  }

  /** The same as a number that is pleasant to type: 31 bits, not negative. */
  static long shortOf(long seed, long purpose, long index) {
    return of(seed, purpose, index) >>> POSITIVE_INT;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
