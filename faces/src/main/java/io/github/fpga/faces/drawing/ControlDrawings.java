package io.github.fpga.faces.drawing;

import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The control pictures of the two modes, as networks are trained on them: lines scale with the
 * picture.
 */
public final class ControlDrawings {

  private ControlDrawings() {}

  /** Skeleton mode: OpenPose limbs of all people on black. */
  public static BufferedImage skeletons(List<Skeleton> people, int width, int height) {
    Brush brush = Brush.OPENPOSE.forSide(Math.min(width, height));
    return SkeletonDrawing.draw(people, width, height, brush);
  }

  /** Landmark mode: the five points of all faces on black. */
  public static BufferedImage landmarks(List<List<Point>> five, int width, int height) {
    return LandmarkDrawing.draw(
        five, width, height, Brush.INSTANTID.forSide(Math.min(width, height)));
  }
}
