package io.github.fpga.evaluation.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Identity confidence (ID-Conf) of one person in a picture: how far the face that resembles them
 * most stands out from the next, {@code min(1, (s_1 - s_2) / s_1)} with the two highest
 * similarities of the picture's faces to the person, 0 where s_1 is not positive. In [0, 1], higher
 * is better: 0 where two faces show the person equally, 1 where no other face resembles them at
 * all. It does not ask where the face stands, and any scale of the similarities gives the same.
 * Source: UMO, arXiv 2509.06818, {@code eval/id_conf_xversebench.py}, which tells it in percent.
 */
public final class IdentityConfidence {

  private IdentityConfidence() {}

  /**
   * The confidence of one person.
   *
   * @param similarities of all faces found in the picture to the person, in any order
   * @return empty for fewer than two faces: UMO leaves these out. A mean over people must tell how
   *     many are missing, or take 0 for them, lest losing faces pays
   * @throws IllegalArgumentException where a similarity is not a number
   */
  public static OptionalDouble of(double... similarities) {
    for (double similarity : similarities) {
      if (!Double.isFinite(similarity)) {
        throw new IllegalArgumentException("a similarity must be a number, got " + similarity);
      }
    }
    if (similarities.length < 2) {
      return OptionalDouble.empty();
    }
    double[] sorted = similarities.clone();
    Arrays.sort(sorted);
    double first = sorted[sorted.length - 1];
    double second = sorted[sorted.length - 2];
    return OptionalDouble.of(first > 0 ? Math.min(1, (first - second) / first) : 0);
  }
}
