package io.github.fpga.evaluation.metrics;

import java.util.List;

/**
 * Mixing: the share of faces in pictures of several people that are at least as similar to another
 * of the picture's people as to the right one, {@code mean [max_{j in picture, j != right} s_j >=
 * s_right]}. In [0, 1], lower is better; (K - 1) / K by chance among K people. Our definition. It
 * asks at the face's place; {@link IdentityConfidence} asks over all faces of the picture.
 */
public final class Mixing {

  private Mixing() {}

  /**
   * Whether a face is mixed up with another's.
   *
   * @param similarities to all people
   * @param person the right one
   * @param inPicture indices of the picture's people, the right one may be among them
   */
  public static boolean mixed(double[] similarities, int person, List<Integer> inPicture) {
    return inPicture.stream()
        .anyMatch(other -> other != person && similarities[other] >= similarities[person]);
  }
}
