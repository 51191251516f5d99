package io.github.fpga.idzoom.world;

/** A SplitMix64 stream: small, seedable and the same on every platform. Not thread-safe. */
final class Rng {
  private long state;

  /** Streams of different purposes stay independent even for neighbouring seeds. */
  Rng(long seed, long purpose) {
    state = mix(seed * 0x9E3779B97F4A7C15L + mix(purpose + 0x632BE59BD9B4E019L));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  double range(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Between the bounds, the middle more likely than the ends. */
  double bell(double low, double high) {
    return low + (high - low) * (unit() + unit() + unit()) / 3;
  }

  /**
   * Between the bounds, the ends more likely than the middle: attributes that tell people apart.
   */
  double wide(double low, double high) {
    double t = 2 * unit() - 1;
    double spread = t * (1.45 - 0.45 * t * t);
    return low + (high - low) * (0.5 + 0.5 * spread);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  int index(int count) {
    return (int) (unit() * count);
  }

  int sign() {
    return chance(0.5) ? 1 : -1;
  }

  <T> T pick(T[] values) {
    return values[index(values.length)];
  }

  /** An index drawn in proportion to the weights. */
  int weighted(double... weights) {
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    double at = unit() * total;
    for (int i = 0; i < weights.length; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
