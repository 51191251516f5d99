package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Skeleton;

/**
 * Percentage of correct keypoints: the share of the asked pose's visible joints that are found
 * within {@value #TOLERANCE} face sides, a side being the root of the area of the face's region. In
 * [0, 1], higher is better. Source: Yang and Ramanan, TPAMI 35(12), 2013; measured in head sizes
 * like PCKh of Andriluka et al., CVPR 2014.
 */
public final class Keypoints {

  /** Joints within this many face sides are right. */
  public static final double TOLERANCE = 0.5;

  /**
   * Joints that were asked for.
   *
   * @param right how many of them were found in place
   */
  public record Joints(int asked, int right) {

    /** The share of the asked joints that were found in place; 1 where none was asked. */
    public double share() {
      return asked == 0 ? 1 : (double) right / asked;
    }
  }

  private Keypoints() {}

  /**
   * Counts the joints of one person.
   *
   * @param found null where the person was not found: no joint is right
   */
  public static Joints of(Skeleton asked, Skeleton found, Box face) {
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
