package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up faces and pictures for tests. */
final class SampleFaces {

  private SampleFaces() {}

  /** A frontal face that fills the box: jaw a half ellipse, the rest where faces have it. */
  static Landmarks landmarks(Box box) {
    List<Point> unit = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      double angle = Math.PI * i / 16;
      unit.add(new Point(0.5 - 0.48 * Math.cos(angle), 0.4 + 0.58 * Math.sin(angle)));
    }
    line(unit, 5, 0.12, 0.25, 0.42, 0.23);
    line(unit, 5, 0.58, 0.23, 0.88, 0.25);
    line(unit, 4, 0.5, 0.35, 0.5, 0.58);
    line(unit, 5, 0.42, 0.64, 0.58, 0.64);
    ring(unit, 6, 0.28, 0.36, 0.08, 0.03);
    ring(unit, 6, 0.72, 0.36, 0.08, 0.03);
    ring(unit, 12, 0.5, 0.78, 0.16, 0.06);
    ring(unit, 8, 0.5, 0.78, 0.12, 0.02);
    return Affine.scaling(box.width(), box.height())
        .then(Affine.translation(box.x(), box.y()))
        .apply(new Landmarks(unit));
  }

  private static void line(
      List<Point> points, int count, double x0, double y0, double x1, double y1) {
    for (int i = 0; i < count; i++) {
      double t = i / (count - 1.0);
      points.add(new Point(x0 + t * (x1 - x0), y0 + t * (y1 - y0)));
    }
  }

  private static void ring(
      List<Point> points, int count, double x, double y, double halfWidth, double halfHeight) {
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      points.add(new Point(x - halfWidth * Math.cos(angle), y - halfHeight * Math.sin(angle)));
    }
  }

  static Detection detection(Box box, double score) {
    return new Detection(box, score, landmarks(box).five());
  }

  static FaceFeatures features(float... global) {
    return new FaceFeatures(global, new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
  }

  /** Random pixels. */
  static BufferedImage noise(int width, int height, long seed) {
    Random random = new Random(seed);
    return Pictures.of(
        width,
        height,
        IntStream.generate(() -> random.nextInt(1 << 24)).limit((long) width * height).toArray());
  }

  /** A smooth picture, so that resampling changes little. */
  static BufferedImage smooth(int width, int height) {
    return Pictures.of(
        width,
        height,
        IntStream.range(0, width * height)
            .map(
                i -> {
                  int x = i % width;
                  int y = i / width;
                  int red = (int) (128 + 100 * Math.sin(x * 0.07));
                  int green = (int) (128 + 100 * Math.cos(y * 0.05));
                  int blue = (int) (128 + 100 * Math.sin((x + y) * 0.04));
                  return red << 16 | green << 8 | blue;
                })
            .toArray());
  }
}
