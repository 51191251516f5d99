package io.github.fpga.faces.drawing;

import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
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

  /**
   * Faces for networks that know skeletons alone: OpenPose's nose and eyes of each on black.
   *
   * @param five eye centres, nose tip and mouth corners of each face; the mouth is not drawn
   */
  public static BufferedImage heads(List<List<Point>> five, int width, int height) {
    return skeletons(five.stream().map(ControlDrawings::head).toList(), width, height);
  }

  private static Skeleton head(List<Point> five) {
    List<Skeleton.Joint> joints =
        new ArrayList<>(
            Collections.nCopies(Skeleton.COUNT, new Skeleton.Joint(new Point(0, 0), 0)));
    joints.set(0, new Skeleton.Joint(five.get(2), 1));
    joints.set(14, new Skeleton.Joint(five.get(0), 1));
    joints.set(15, new Skeleton.Joint(five.get(1), 1));
    return new Skeleton(joints);
  }

  /** Landmark mode: the five points of all faces on black. */
  public static BufferedImage landmarks(List<List<Point>> five, int width, int height) {
    return LandmarkDrawing.draw(
        five, width, height, Brush.INSTANTID.forSide(Math.min(width, height)));
  }
}
