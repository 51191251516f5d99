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
    double[][] camera = orthonormal(affineCamera(points, model));
    double[] x = camera[0];
    double[] y = camera[1];
    double[] z = cross(x, y);
    return new HeadPose(
        Math.toDegrees(Math.atan2(z[0], z[2])),
        Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, z[1])))),
        Math.toDegrees(Math.atan2(-x[1], y[1])));
  }

  /** The 2 x 3 matrix that maps centred model points to centred picture points, least squares. */
  private static double[][] affineCamera(List<Point> points, double[][] model) {
    double[] modelMean = new double[3];
    Point mean = new Point(0, 0);
    for (int i = 0; i < model.length; i++) {
      mean = mean.plus(points.get(i).times(1.0 / model.length));
      for (int k = 0; k < 3; k++) {
        modelMean[k] += model[i][k] / model.length;
      }
    }
    double[][] normal = new double[3][3];
    double[][] right = new double[2][3];
    for (int i = 0; i < model.length; i++) {
      Point p = points.get(i).minus(mean);
      for (int k = 0; k < 3; k++) {
        double value = model[i][k] - modelMean[k];
        right[0][k] += p.x() * value;
        right[1][k] += p.y() * value;
        for (int l = 0; l < 3; l++) {
          normal[k][l] += value * (model[i][l] - modelMean[l]);
        }
      }
    }
    return new double[][] {solve(normal, right[0]), solve(normal, right[1])};
  }

  /** Cramer's rule. */
  private static double[] solve(double[][] m, double[] right) {
    double det = dot(m[0], cross(m[1], m[2]));
    double[] solution = new double[3];
    for (int k = 0; k < 3; k++) {
      double[][] replaced = {m[0].clone(), m[1].clone(), m[2].clone()};
      for (int row = 0; row < 3; row++) {
        replaced[row][k] = right[row];
      }
      solution[k] = dot(replaced[0], cross(replaced[1], replaced[2])) / det;
    }
    return solution;
  }

  /** The two orthonormal rows closest to the given ones: (A A^T)^(-1/2) A. */
  private static double[][] orthonormal(double[][] rows) {
    double xx = dot(rows[0], rows[0]);
    double xy = dot(rows[0], rows[1]);
    double yy = dot(rows[1], rows[1]);
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

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
