package io.github.fpga.training.data;

import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Viewport;
import java.util.random.RandomGenerator;

/**
 * How samples zoom onto a face: a square around it, whose side is the mean of two even draws, so
 * that the middle of the range is the most common. Our definition; FPGA (arXiv 2408.09248) says
 * that faces are zoomed onto, not how far.
 *
 * @param least shortest side of the square, in sides of the face box, at least 1
 * @param most longest side, at most 8
 * @param shift how far its centre may be off the face's, both ways, as a share of its side, in [0,
 *     0.25]
 */
public record ZoomRange(double least, double most, double shift) {

  /** Most zooms are where DIIR cuts, at twice the face box. */
  public static final ZoomRange WORLD = new ZoomRange(1.2, 3, 0.12);

  /** Throws IllegalArgumentException for values out of range. */
  public ZoomRange {
    if (!(least >= 1 && least <= most && most <= 8)) {
      throw new IllegalArgumentException(
          "zooms go from least to most face boxes with 1 <= least <= most <= 8, got %s to %s"
              .formatted(least, most));
    }
    if (!(shift >= 0 && shift <= 0.25)) {
      throw new IllegalArgumentException("a zoom's shift must be in [0, 0.25], got " + shift);
    }
  }

  /** A square around the first person's face. */
  Viewport draw(Scene scene, RandomGenerator random) {
    double zoom = least + (most - least) / 2 * (random.nextDouble() + random.nextDouble());
    Viewport face = Viewport.face(scene, 0, zoom);
    double reach = shift * face.height();
    Point off =
        new Point(reach * (2 * random.nextDouble() - 1), reach * (2 * random.nextDouble() - 1));
    return new Viewport(face.centre().plus(off), face.height(), 0);
  }
}
