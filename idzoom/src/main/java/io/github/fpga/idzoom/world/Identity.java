package io.github.fpga.idzoom.world;

import java.util.List;

/**
 * A person: a pure function of a seed. Seeds with {@code seed % 5 == 4} are siblings of {@code seed
 * - 1}: the same {@link Look}, another {@link Face}.
 */
public record Identity(long seed, Look look, Face face) {
  private static final long LOOK = 1;
  private static final long FACE = 2;
  private static final int ATTEMPTS = 24;
  private static final double SIBLING_DISTANCE = 0.8;

  /**
   * The person of a seed.
   *
   * @param seed not negative; see {@link IdentitySplit}
   */
  public static Identity of(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("an identity seed is not negative, got " + seed);
    }
    if (!isSibling(seed)) {
      return new Identity(seed, Look.sample(new Rng(seed, LOOK)), Face.sample(new Rng(seed, FACE)));
    }
    Identity elder = of(seed - 1);
    Rng r = new Rng(seed, FACE);
    Face best = null;
    double farthest = -1;
    for (int i = 0; i < ATTEMPTS && farthest < SIBLING_DISTANCE; i++) {
      Face face = Face.sample(r);
      double d = IdentityFeatures.distance(face, elder.face());
      if (d > farthest) {
        farthest = d;
        best = face;
      }
    }
    return new Identity(seed, elder.look(), best);
  }

  /** Whether the person of the seed shares its look with the person of {@code seed - 1}. */
  public static boolean isSibling(long seed) {
    return seed % 5 == 4;
  }

  /** The attributes as numbers in about [-1, 1]; categories are one-hot. */
  public double[] features() {
    return IdentityFeatures.of(this);
  }

  /** The names of {@link #features()}, in order. */
  public static List<String> featureNames() {
    return IdentityFeatures.names();
  }
}
