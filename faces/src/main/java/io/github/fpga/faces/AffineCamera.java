package io.github.fpga.faces;

import java.util.List;

/**
 * A distant view of a solid: a picture point is linear in the three coordinates of a model point.
 *
 * @param rows the 2 x 3 matrix from centred model points to centred picture points
 * @param modelCentre the mean of the model points it was fitted to
 * @param centre the mean of their picture points
 */
record AffineCamera(double[][] rows, double[] modelCentre, Point centre) {

  /**
   * The camera that brings model points closest to picture points, least squares.
   *
   * @param model at least four points that lie in no common plane, as many as picture points
   */
  static AffineCamera fit(List<Point> points, double[][] model) {
    double[] modelCentre = new double[3];
    Point centre = new Point(0, 0);
    for (int i = 0; i < model.length; i++) {
      centre = centre.plus(points.get(i).times(1.0 / model.length));
      for (int k = 0; k < 3; k++) {
        modelCentre[k] += model[i][k] / model.length;
      }
    }
    double[][] normal = new double[3][3];
    double[][] right = new double[2][3];
    for (int i = 0; i < model.length; i++) {
      Point p = points.get(i).minus(centre);
      for (int k = 0; k < 3; k++) {
        double value = model[i][k] - modelCentre[k];
        right[0][k] += p.x() * value;
        right[1][k] += p.y() * value;
        for (int l = 0; l < 3; l++) {
          normal[k][l] += value * (model[i][l] - modelCentre[l]);
        }
      }
    }
    double[][] rows = {solve(normal, right[0]), solve(normal, right[1])};
    return new AffineCamera(rows, modelCentre, centre);
  }

  /** Where the camera sees a point of the model. */
  Point project(double... modelPoint) {
    double[] offset = new double[3];
    for (int k = 0; k < 3; k++) {
      offset[k] = modelPoint[k] - modelCentre[k];
    }
    return centre.plus(new Point(dot(rows[0], offset), dot(rows[1], offset)));
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

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
