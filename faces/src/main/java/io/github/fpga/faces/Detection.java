package io.github.fpga.faces;

import java.util.List;

/**
 * A found face: its box in pixels, the detector's score in [0, 1], and eye centres, nose tip and
 * mouth corners, image left before image right.
 */
public record Detection(Box box, double score, List<Point> five) {

  public Detection {
    five = List.copyOf(five);
    if (five.size() != 5) {
      throw new IllegalArgumentException("5 points expected, got " + five.size());
    }
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("the score must be in [0, 1], got " + score);
    }
  }

  /** The same face in other coordinates. */
  public Detection mapped(Affine affine) {
    return new Detection(affine.apply(box), score, affine.apply(five));
  }
}
