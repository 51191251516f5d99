package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.List;

/** Errors of landmarks and joints. */
public final class Geometry {

  /** Joints within this many face sides are right. */
  public static final double TOLERANCE = 0.5;

  /**
   * Joints that were asked for.
   *
   * @param right how many of them were found in place
   */
  public record Joints(int asked, int right) {}

  private Geometry() {}

  /**
   * Normalised mean error: the mean distance of found from true points over the root of the area of
   * the true face's box (as for AFLW2000-3D: Zhu et al., arXiv 1511.07212); in [0, 1], where 1
   * stands for everything worse, and lower is better.
   */
  public static double nme(List<Point> found, List<Point> truth, Box box) {
    if (found.size() != truth.size() || truth.isEmpty()) {
      throw new IllegalArgumentException(
          "as many points found as true ones expected, got %d and %d"
              .formatted(found.size(), truth.size()));
    }
    double sum = 0;
    for (int i = 0; i < truth.size(); i++) {
      sum += found.get(i).distance(truth.get(i));
    }
    return Math.min(1, sum / truth.size() / Math.sqrt(box.area()));
  }

  /**
   * Percentage of correct keypoints (Yang and Ramanan 2013; PCKh of Andriluka et al., CVPR 2014,
   * measures in head sizes): a visible joint of the asked pose is right where the same joint is
   * found within half a face side (the root of the area of the face's region).
   *
   * @param found null where the person was not found: no joint is right
   */
  public static Joints pck(Skeleton asked, Skeleton found, Box face) {
    double reach = TOLERANCE * Math.sqrt(face.area());
    int visible = 0;
    int right = 0;
    for (int i = 0; i < Skeleton.COUNT; i++) {
      Skeleton.Joint wanted = asked.joints().get(i);
      if (!wanted.visible()) {
        continue;
      }
      visible++;
      if (found != null && found.joints().get(i).visible()) {
        right += wanted.position().distance(found.joints().get(i).position()) <= reach ? 1 : 0;
      }
    }
    return new Joints(visible, right);
  }
}
