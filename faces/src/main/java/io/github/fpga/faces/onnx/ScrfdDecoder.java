package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Suppression;
import java.util.List;

/**
 * Reads faces from SCRFD's outputs: for some anchors a cell, distances to the four sides of a box
 * and offsets of five points, in strides. With the arithmetic of insightface.
 *
 * @param strides of the levels, in pixels of the input
 * @param anchors how many a cell has, all at its corner
 */
record ScrfdDecoder(List<Integer> strides, int anchors) {

  private static final int[] PER_ANCHOR = {1, 4, 10};

  /** All published networks with five points. */
  static final ScrfdDecoder PUBLISHED = new ScrfdDecoder(List.of(8, 16, 32), 2);

  ScrfdDecoder {
    strides = List.copyOf(strides);
  }

  /** Scores, boxes and points of every stride. */
  int outputs() {
    return PER_ANCHOR.length * strides.size();
  }

  /** Whether each output has the numbers that an input of this size needs. */
  boolean fits(List<OnnxOutput> outputs, int batch, int height, int width) {
    boolean fits = batch == 1;
    for (int i = 0; i < outputs.size(); i++) {
      int stride = strides.get(i % strides.size());
      int rows = (height / stride) * (width / stride) * anchors;
      fits &= outputs.get(i).values().length == rows * PER_ANCHOR[i / strides.size()];
    }
    return fits;
  }

  /** Where an anchor sits, in pixel indices: the top left corner of its cell. */
  Point anchor(int row, int stride, int columns) {
    int cell = row / anchors;
    return new Point(cell % columns * stride, cell / columns * stride);
  }

  /**
   * The candidates of one picture in pixel indices of the network's input, unsorted.
   *
   * @param outputs scores of all strides, then boxes, then points; rows by cell (row by row), then
   *     anchor
   * @param threshold least score
   */
  List<Detection> candidates(List<OnnxOutput> outputs, int width, double threshold) {
    Candidates candidates = new Candidates();
    for (int level = 0; level < strides.size(); level++) {
      int stride = strides.get(level);
      float[] scores = outputs.get(level).values();
      float[] sides = outputs.get(strides.size() + level).values();
      float[] points = outputs.get(2 * strides.size() + level).values();
      for (int row = 0; row < scores.length; row++) {
        if (scores[row] >= threshold) {
          Point anchor = anchor(row, stride, width / stride);
          add(candidates, scores[row], anchor, stride, row, sides, points);
        }
      }
    }
    return candidates.found();
  }

  private static void add(
      Candidates to,
      float score,
      Point anchor,
      int stride,
      int row,
      float[] sides,
      float[] points) {
    float x = (float) anchor.x();
    float y = (float) anchor.y();
    float left = x - sides[4 * row] * stride;
    float top = y - sides[4 * row + 1] * stride;
    float right = x + sides[4 * row + 2] * stride;
    float bottom = y + sides[4 * row + 3] * stride;
    float[] five = new float[10];
    for (int i = 0; i < five.length; i += 2) {
      five[i] = x + points[10 * row + i] * stride;
      five[i + 1] = y + points[10 * row + i + 1] * stride;
    }
    to.add(score, left, top, right - left, bottom - top, five);
  }

  /** Keeps the best of faces that overlap by more than this share of their union. */
  static List<Detection> suppress(List<Detection> found, double overlap) {
    return Suppression.keepBest(found, (a, b) -> inclusiveIou(a, b) > overlap);
  }

  /** insightface counts both border pixels of a box: sides are one longer. */
  private static double inclusiveIou(Box a, Box b) {
    return inclusive(a).iou(inclusive(b));
  }

  private static Box inclusive(Box box) {
    return new Box(box.x(), box.y(), box.width() + 1, box.height() + 1);
  }
}
