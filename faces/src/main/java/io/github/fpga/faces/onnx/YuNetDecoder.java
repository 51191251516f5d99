package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Suppression;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads faces from YuNet's outputs, with the arithmetic of OpenCV's FaceDetectorYN: single
 * precision, and boxes compared in whole pixels.
 */
final class YuNetDecoder {

  private static final int[] STRIDES = {8, 16, 32};
  private static final int[] PER_CELL = {1, 1, 4, 10};

  private YuNetDecoder() {}

  /** cls_8, cls_16, cls_32, obj_8, ..., bbox_8, ..., kps_8, ... */
  static List<String> outputNames() {
    return Stream.of("cls", "obj", "bbox", "kps")
        .flatMap(kind -> Stream.of(8, 16, 32).map(stride -> kind + "_" + stride))
        .toList();
  }

  /** Whether each output has the numbers that an input of this size needs. */
  static boolean fits(List<OnnxOutput> outputs, int batch, int height, int width) {
    boolean fits = batch == 1;
    for (int i = 0; i < outputs.size(); i++) {
      int stride = STRIDES[i % 3];
      int cells = (height / stride) * (width / stride);
      fits &= outputs.get(i).values().length == cells * PER_CELL[i / 3];
    }
    return fits;
  }

  /**
   * The faces of one picture in pixel indices of the network's input, best score first.
   *
   * @param outputs in the order of {@link #outputNames()}
   * @param threshold what the score, the geometric mean of class and object score, must exceed
   * @param overlap a face that overlaps a better one by more than this share of their union goes
   */
  static List<Detection> decode(
      List<OnnxOutput> outputs, int height, int width, double threshold, double overlap) {
    Candidates candidates = new Candidates();
    for (int level = 0; level < STRIDES.length; level++) {
      float[] cls = outputs.get(level).values();
      float[] obj = outputs.get(3 + level).values();
      Level here =
          new Level(
              STRIDES[level],
              width / STRIDES[level],
              outputs.get(6 + level).values(),
              outputs.get(9 + level).values());
      for (int cell = 0; cell < here.columns * (height / here.stride); cell++) {
        float score = (float) Math.sqrt(clamp(cls[cell]) * clamp(obj[cell]));
        if (score > (float) threshold) {
          here.addTo(candidates, cell, score);
        }
      }
    }
    return Suppression.keepBest(
        candidates.found(), (a, b) -> wholePixelIou(a, b) > (float) overlap);
  }

  private static float clamp(float score) {
    return Math.max(0, Math.min(1, score));
  }

  /**
   * One stride's cells.
   *
   * @param boxes centre in strides from the cell, logarithms of the sides in strides
   * @param points five points like the centre
   */
  private record Level(int stride, int columns, float[] boxes, float[] points) {

    void addTo(Candidates candidates, int cell, float score) {
      int column = cell % columns;
      int row = cell / columns;
      float x = (column + boxes[4 * cell]) * stride;
      float y = (row + boxes[4 * cell + 1]) * stride;
      float width = (float) Math.exp(boxes[4 * cell + 2]) * stride;
      float height = (float) Math.exp(boxes[4 * cell + 3]) * stride;
      float[] five = new float[10];
      for (int i = 0; i < 10; i += 2) {
        five[i] = (points[10 * cell + i] + column) * stride;
        five[i + 1] = (points[10 * cell + i + 1] + row) * stride;
      }
      candidates.add(score, x - width / 2, y - height / 2, width, height, five);
    }
  }

  /** Corner and size cut to whole numbers, as OpenCV gives boxes to its NMSBoxes. */
  private static float wholePixelIou(Box a, Box b) {
    Box wholeA = wholePixels(a);
    Box wholeB = wholePixels(b);
    // A share of exactly the limit is common among whole pixels: round as OpenCV does.
    return wholeA == null || wholeB == null ? 0 : 1 - (float) (1 - wholeA.iou(wholeB));
  }

  private static Box wholePixels(Box box) {
    boolean empty = box.width() < 1 || box.height() < 1;
    return empty
        ? null
        : new Box((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
  }
}
