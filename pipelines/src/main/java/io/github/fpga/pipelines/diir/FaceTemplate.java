package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The landmarks of an average face seen from the front, for faces that have collapsed. Our
 * definition.
 */
public final class FaceTemplate {

  /** Right half and middle line (image left) in fractions of the face box; the rest mirrors it. */
  private static final double[][] JAW = {
    {0.025, 0.303},
    {0.004, 0.425},
    {0.013, 0.548},
    {0.039, 0.667},
    {0.091, 0.776},
    {0.168, 0.867},
    {0.265, 0.939},
    {0.379, 0.982},
    {0.500, 1.000}
  };

  private static final double[][] BROW = {
    {0.111, 0.127}, {0.183, 0.107}, {0.255, 0.100}, {0.327, 0.106}, {0.399, 0.125}
  };

  private static final double[][] BRIDGE = {{0.5, 0.356}, {0.5, 0.433}, {0.5, 0.511}, {0.5, 0.589}};

  private static final double[][] NOSE_BASE = {{0.392, 0.602}, {0.446, 0.612}, {0.500, 0.621}};

  private static final double[][] EYE = {
    {0.132, 0.327}, {0.217, 0.263}, {0.313, 0.265}, {0.398, 0.331}, {0.313, 0.390}, {0.217, 0.389}
  };

  /** From one eye's order to the other's: corners swap, and so do upper and lower lids' ends. */
  private static final int[] OTHER_EYE = {3, 2, 1, 0, 5, 4};

  private static final double[][] UPPER_LIP = {
    {0.318, 0.761}, {0.391, 0.749}, {0.460, 0.750}, {0.500, 0.760}
  };

  private static final double[][] LOWER_LIP = {{0.500, 0.851}, {0.454, 0.845}, {0.391, 0.819}};

  private static final double[][] INNER_UPPER = {{0.343, 0.767}, {0.436, 0.781}, {0.500, 0.784}};

  private static final double[][] INNER_LOWER = {{0.500, 0.800}, {0.436, 0.796}};

  private static final Landmarks UNIT = new Landmarks(unit());

  private FaceTemplate() {}

  /** The average face in a box, upright. */
  public static Landmarks in(Box face) {
    return Affine.scaling(face.width(), face.height())
        .then(Affine.translation(face.x(), face.y()))
        .apply(UNIT);
  }

  private static List<Point> unit() {
    List<Point> points = new ArrayList<>();
    symmetric(points, JAW, true);
    symmetric(points, BROW, false);
    add(points, BRIDGE);
    symmetric(points, NOSE_BASE, true);
    add(points, EYE);
    for (int i : OTHER_EYE) {
      points.add(mirrored(EYE[i]));
    }
    symmetric(points, UPPER_LIP, true);
    lower(points, LOWER_LIP);
    symmetric(points, INNER_UPPER, true);
    lower(points, INNER_LOWER);
    return points;
  }

  private static void add(List<Point> points, double[][] part) {
    for (double[] p : part) {
      points.add(new Point(p[0], p[1]));
    }
  }

  /** A part from image left to its middle, and on to image right. */
  private static void symmetric(List<Point> points, double[][] part, boolean middleShared) {
    add(points, part);
    for (int i = part.length - (middleShared ? 2 : 1); i >= 0; i--) {
      points.add(mirrored(part[i]));
    }
  }

  /** A lower lip runs back from image right to image left. */
  private static void lower(List<Point> points, double[][] part) {
    for (int i = part.length - 1; i > 0; i--) {
      points.add(mirrored(part[i]));
    }
    add(points, part);
  }

  private static Point mirrored(double[] p) {
    return new Point(1 - p[0], p[1]);
  }
}
