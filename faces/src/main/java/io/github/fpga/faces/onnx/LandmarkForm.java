package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.PixelInput;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a landmark network wants its faces, and what its numbers mean.
 *
 * @param role as messages name it
 * @param side of its square input, in pixels
 * @param input channel order and scaling
 * @param selfScaled what takes the place of input where the file's first operators scale it
 * @param crop which square around a face it sees
 * @param numbers how many it gives for a face
 * @param perPoint how many of them belong to one point, x and y first
 * @param centred whether coordinates are in [-1, 1] and count pixel indices of the input; otherwise
 *     they are in [0, 1], from edge to edge
 * @param order for each of the 68 landmarks, which of the network's points it is
 */
record LandmarkForm(
    String role,
    int side,
    PixelInput input,
    PixelInput selfScaled,
    Crop crop,
    int numbers,
    int perPoint,
    boolean centred,
    List<Integer> order) {

  /**
   * A square around the middle of a face box.
   *
   * @param factor its side in sides of the box
   * @param longer whether in longer sides; otherwise in shorter ones
   */
  record Crop(double factor, boolean longer) {

    double side(Box face) {
      double width = face.width();
      double height = face.height();
      return factor * (longer ? Math.max(width, height) : Math.min(width, height));
    }
  }

  private static final PixelInput RAW = PixelInput.raw(PixelInput.Order.RGB);
  private static final PixelInput SCALED = new PixelInput(PixelInput.Order.RGB, 127.5f, 128);
  private static final PixelInput UNIT = new PixelInput(PixelInput.Order.RGB, 0, 255);
  private static final Crop INSIGHTFACE = new Crop(1.5, true);

  /**
   * The jaw of insightface's 106 points from the subject's right ear to the left one, as its
   * published mark-up numbers them; every second point is one of the 68.
   */
  private static final int[] JAW = {
    1, 9, 10, 11, 12, 13, 14, 15, 16, 2, 3, 4, 5, 6, 7, 8, 0, 24, 23, 22, 21, 20, 19, 18, 32, 31,
    30, 29, 28, 27, 26, 25, 17
  };

  /** The other landmarks among the 106: brows, nose, eyes, outer and inner lips. */
  private static final int[] FEATURES = {
    43, 48, 49, 51, 50, 102, 103, 104, 105, 101, 72, 73, 74, 86, 78, 79, 80, 85, 84, 35, 41, 42, 39,
    37, 36, 89, 95, 96, 93, 91, 90, 52, 64, 63, 71, 67, 68, 61, 58, 59, 53, 56, 55, 65, 66, 62, 70,
    69, 57, 60, 54
  };

  LandmarkForm {
    order = List.copyOf(order);
    if (order.size() != Landmarks.COUNT) {
      throw new IllegalArgumentException(
          "%d landmarks expected, got %d".formatted(Landmarks.COUNT, order.size()));
    }
  }

  /** insightface's {@code 2d106det.onnx}. */
  static LandmarkForm insightface106() {
    List<Integer> order =
        IntStream.concat(IntStream.range(0, 17).map(i -> JAW[2 * i]), IntStream.of(FEATURES))
            .boxed()
            .toList();
    return new LandmarkForm(
        "106 point landmark network", 192, SCALED, RAW, INSIGHTFACE, 212, 2, true, order);
  }

  /** insightface's {@code 1k3d68.onnx}: 1103 points in space, the last 68 are the landmarks. */
  static LandmarkForm insightface3d68() {
    List<Integer> order = IntStream.range(1103 - Landmarks.COUNT, 1103).boxed().toList();
    return new LandmarkForm(
        "3-D landmark network", 192, SCALED, RAW, INSIGHTFACE, 3309, 3, true, order);
  }

  /** PFLD (Guo et al. 2019) with 68 points, as cunjian's pytorch_face_landmark publishes it. */
  static LandmarkForm pfld68() {
    List<Integer> order = IntStream.range(0, Landmarks.COUNT).boxed().toList();
    return new LandmarkForm(
        "PFLD landmark network", 112, UNIT, RAW, new Crop(1.2, false), 136, 2, false, order);
  }

  /** From the picture's pixels to those of the network's input. */
  Affine toInput(Box face) {
    double scale = side / crop.side(face);
    double middle = side / 2.0 + indexShift();
    return Affine.translation(-face.centre().x(), -face.centre().y())
        .then(Affine.scaling(scale, scale))
        .then(Affine.translation(middle, middle));
  }

  /** The landmarks of one face in pixels of the network's input. */
  Landmarks landmarks(float[] values, int face) {
    List<Point> points = new ArrayList<>();
    for (int index : order) {
      int at = face * numbers + index * perPoint;
      points.add(new Point(pixel(values[at]), pixel(values[at + 1])));
    }
    return new Landmarks(points);
  }

  private double pixel(float value) {
    return centred ? (value + 1) * (side / 2) + indexShift() : value * side;
  }

  /** Who counts pixel indices says half a pixel less than this project. */
  private double indexShift() {
    return centred ? 0.5 : 0;
  }
}
