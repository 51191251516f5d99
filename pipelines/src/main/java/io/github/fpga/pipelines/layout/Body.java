package io.github.fpga.pipelines.layout;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An upright body around its face, with the proportions of drawn people: some five and a half faces
 * high. Our definition.
 */
final class Body {

  /** From the face's centre to the soles, in face sides. */
  static final double TO_SOLES = 5.1;

  private static final int NOSE = 0;
  private static final int NECK = 1;
  private static final int RIGHT_EYE = 14;
  private static final int LEAST_HEAD_JOINTS = 2;

  /** COCO-18 joints from the face's centre, in face sides; arms hang beside the hips. */
  private static final double[][] JOINTS = {
    {0, 0.09}, {0, 0.82}, {-0.67, 0.92}, {-0.86, 1.8}, {-0.95, 2.6}, {0.67, 0.92}, {0.86, 1.8},
    {0.95, 2.6}, {-0.34, 2.5}, {-0.44, 3.7}, {-0.48, 4.87}, {0.34, 2.5}, {0.44, 3.7}, {0.48, 4.87},
    {-0.236, -0.173}, {0.236, -0.173}, {-0.51, -0.07}, {0.51, -0.07}
  };

  private Body() {}

  /** The skeleton of somebody with this face box, facing us; the head follows the box's shape. */
  static Skeleton around(Box face) {
    double side = Math.sqrt(face.area());
    Point centre = face.centre();
    List<Skeleton.Joint> joints = new ArrayList<>();
    for (int i = 0; i < Skeleton.COUNT; i++) {
      boolean head = i == NOSE || i >= RIGHT_EYE;
      double x = JOINTS[i][0] * (head ? face.width() : side);
      double y = JOINTS[i][1] * (head ? face.height() : side);
      joints.add(new Skeleton.Joint(centre.plus(new Point(x, y)), 1));
    }
    return new Skeleton(joints);
  }

  /**
   * The face box of a skeleton: the one whose average head fits the visible joints of the head and
   * the neck best.
   *
   * @throws IllegalArgumentException where fewer than two of them are visible
   */
  static Box face(Skeleton skeleton) {
    List<Point> average = new ArrayList<>();
    List<Point> found = new ArrayList<>();
    for (int i : headJoints(skeleton)) {
      average.add(new Point(JOINTS[i][0], JOINTS[i][1]));
      found.add(skeleton.joints().get(i).position());
    }
    if (found.size() < LEAST_HEAD_JOINTS) {
      throw new IllegalArgumentException(
          "a body has %d of the joints nose, neck, eyes and ears; two are needed to place its face"
              .formatted(found.size()));
    }
    Affine fit = Alignment.similarity(average, found);
    return Box.around(fit.apply(new Point(0, 0)), fit.scale(), fit.scale());
  }

  private static List<Integer> headJoints(Skeleton skeleton) {
    return IntStream.range(0, Skeleton.COUNT)
        .filter(i -> i == NOSE || i == NECK || i >= RIGHT_EYE)
        .filter(i -> skeleton.joints().get(i).visible())
        .boxed()
        .toList();
  }

  /** How far the head is from the middle of a face box; infinite where no head is visible. */
  static double headDistance(Skeleton skeleton, Box face) {
    return headJoints(skeleton).size() < LEAST_HEAD_JOINTS
        ? Double.POSITIVE_INFINITY
        : face(skeleton).centre().distance(face.centre());
  }

  /** A box around everything visible of a body and its head with hair. */
  static Box extent(Skeleton skeleton, Box face) {
    Box head = face.scaled(1.6);
    double left = head.x();
    double top = head.y();
    double right = head.x() + head.width();
    double bottom = head.y() + head.height();
    for (Skeleton.Joint joint : skeleton.joints()) {
      if (joint.visible()) {
        left = Math.min(left, joint.position().x());
        top = Math.min(top, joint.position().y());
        right = Math.max(right, joint.position().x());
        bottom = Math.max(bottom, joint.position().y());
      }
    }
    return new Box(left, top, right - left, bottom - top);
  }
}
