package io.github.fpga.faces;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The direction of a head from its landmarks: the scaled orthographic view of a generic head that
 * fits best (POS, DeMenthon and Davis 1995). Good to about 10 degrees on ordinary faces; our choice
 * of landmarks.
 *
 * <p>The head turns about its own vertical axis first (yaw), then nods (pitch), then tilts in the
 * picture (roll), so turning the picture changes the roll alone.
 */
public final class HeadPoses {

  /** Nose tip, chin, outer eye corners, mouth corners. */
  private static final int[] LANDMARKS = {30, 8, 36, 45, 48, 54};

  /** The same points of a generic head: x to image right, y down, z away from us. */
  private static final double[][] HEAD = {
    {0, 0, 0}, {0, 330, 65}, {-225, -170, 135}, {225, -170, 135}, {-150, 150, 125}, {150, 150, 125}
  };

  /** Eye centres, nose tip, mouth corners of that head. */
  private static final double[][] HEAD_FIVE = {
    {-150, -170, 130}, {150, -170, 130}, {0, 0, 0}, {-150, 150, 125}, {150, 150, 125}
  };

  private HeadPoses() {}

  /** The pose from 68 landmarks. */
  public static HeadPose of(Landmarks landmarks) {
    return fit(IntStream.of(LANDMARKS).mapToObj(landmarks.points()::get).toList(), HEAD);
  }

  /** The pose from eye centres, nose tip and mouth corners; rougher. */
  public static HeadPose of(List<Point> five) {
    if (five.size() != 5) {
      throw new IllegalArgumentException("5 points expected, got " + five.size());
    }
    return fit(five, HEAD_FIVE);
  }

  private static HeadPose fit(List<Point> points, double[][] model) {
    double[][] camera = orthonormal(AffineCamera.fit(points, model).rows());
    double[] x = camera[0];
    double[] y = camera[1];
    double[] z = AffineCamera.cross(x, y);
    return new HeadPose(
        Math.toDegrees(Math.atan2(z[0], z[2])),
        Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, z[1])))),
        Math.toDegrees(Math.atan2(-x[1], y[1])));
  }

  /** The two orthonormal rows closest to the given ones: (A A^T)^(-1/2) A. */
  private static double[][] orthonormal(double[][] rows) {
    double xx = AffineCamera.dot(rows[0], rows[0]);
    double xy = AffineCamera.dot(rows[0], rows[1]);
    double yy = AffineCamera.dot(rows[1], rows[1]);
    double root = Math.sqrt(xx * yy - xy * xy);
    double trace = Math.sqrt(xx + yy + 2 * root);
    if (!(root > 0)) {
      throw new IllegalArgumentException("the points of the face lie on one line");
    }
    // The square root of the 2 x 2 Gram matrix is (G + root I) / trace; its inverse follows.
    double[][] result = new double[2][3];
    for (int k = 0; k < 3; k++) {
      result[0][k] = ((yy + root) * rows[0][k] - xy * rows[1][k]) / (root * trace);
      result[1][k] = ((xx + root) * rows[1][k] - xy * rows[0][k]) / (root * trace);
    }
    return result;
  }
}
