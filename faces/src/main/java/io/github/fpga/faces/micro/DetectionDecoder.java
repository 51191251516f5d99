package io.github.fpga.faces.micro;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/** Reads faces from the values of a {@link DetectorNetwork}'s cells. */
final class DetectionDecoder {

  /** Sizes are predicted relative to this many pixels. */
  static final double UNIT = 32;

  private static final double LARGEST_LOG = 4;

  private DetectionDecoder() {}

  /**
   * The faces of one picture: cells above the threshold that beat their neighbours.
   *
   * @param values (15, rows, columns), row-major
   */
  static List<Detection> decode(float[] values, int rows, int columns, double threshold) {
    List<Detection> found = new ArrayList<>();
    double least = Math.log(threshold / (1 - threshold));
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        if (values[y * columns + x] > least && isPeak(values, rows, columns, x, y)) {
          found.add(face(values, rows * columns, y * columns + x, x, y));
        }
      }
    }
    return found;
  }

  private static boolean isPeak(float[] values, int rows, int columns, int x, int y) {
    float here = values[y * columns + x];
    for (int v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) {
        if (values[v * columns + u] > here) {
          return false;
        }
      }
    }
    return true;
  }

  private static Detection face(float[] values, int plane, int at, int x, int y) {
    double stride = DetectorConfig.STRIDE;
    Point cell = new Point((x + 0.5) * stride, (y + 0.5) * stride);
    Point centre =
        cell.plus(new Point(values[plane + at] * stride, values[2 * plane + at] * stride));
    double width = UNIT * Math.exp(clamp(values[3 * plane + at]));
    double height = UNIT * Math.exp(clamp(values[4 * plane + at]));
    double side = Math.sqrt(width * height);
    List<Point> five = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      five.add(
          cell.plus(
              new Point(
                  values[(5 + 2 * i) * plane + at] * side,
                  values[(6 + 2 * i) * plane + at] * side)));
    }
    double score = 1 / (1 + Math.exp(-values[at]));
    return new Detection(Box.around(centre, width, height), score, five);
  }

  private static double clamp(double log) {
    return Math.max(-LARGEST_LOG, Math.min(LARGEST_LOG, log));
  }
}
