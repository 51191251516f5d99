package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/** Collects what a detector's cells say, leaving out what cannot be a face. */
final class Candidates {

  /** Farther from the picture no cell of a sound network points. */
  private static final double FARTHEST = 1e6;

  private final List<Detection> found = new ArrayList<>();

  /**
   * Adds a face, unless its numbers are no numbers, its box has no area or its points coincide, as
   * those of damaged networks do.
   *
   * @param five x and y of the five points
   */
  void add(double score, double left, double top, double width, double height, float[] five) {
    boolean sound = score >= 0 && score <= 1 && width > 0 && height > 0;
    for (double value : new double[] {left, top, width, height}) {
      sound &= Math.abs(value) < FARTHEST;
    }
    boolean spread = false;
    for (int i = 0; i < five.length; i++) {
      sound &= Math.abs(five[i]) < FARTHEST;
      spread |= five[i] != five[i % 2];
    }
    if (sound && spread) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < five.length; i += 2) {
        points.add(new Point(five[i], five[i + 1]));
      }
      found.add(new Detection(new Box(left, top, width, height), score, points));
    }
  }

  List<Detection> found() {
    return List.copyOf(found);
  }
}
