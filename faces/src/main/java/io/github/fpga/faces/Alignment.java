package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Faces brought onto the ArcFace template by a similarity (turn, uniform scale, shift; never a
 * mirror), as insightface's {@code face_align.norm_crop} does.
 *
 * <p>Points follow this package's convention. insightface counts pixel indices, so add 0.5 to its
 * points, and call {@link Affine#pixelIndexed()} to get its matrix.
 */
public final class Alignment {

  /** The side of the recognisers' input. */
  public static final int RECOGNITION_SIZE = 112;

  /** Pixel indices on 112 x 112: eyes, nose, mouth corners, image left before image right. */
  private static final double[][] ARCFACE = {
    {38.2946, 51.6963},
    {73.5318, 51.5014},
    {56.0252, 71.7366},
    {41.5493, 92.3655},
    {70.7299, 92.2041}
  };

  private Alignment() {}

  /**
   * The five template points on a square of this size: the 112 template enlarged where 112 divides
   * the size; otherwise, where 128 does, enlarged by size/128 and shifted right by 8 units.
   *
   * @throws IllegalArgumentException if neither divides the size
   */
  public static List<Point> template(int size) {
    boolean divides112 = size > 0 && size % 112 == 0;
    if (!divides112 && (size <= 0 || size % 128 != 0)) {
      throw new IllegalArgumentException(
          "the aligned size must be a multiple of 112 or 128, got " + size);
    }
    double ratio = size / (divides112 ? 112.0 : 128.0);
    double shift = divides112 ? 0 : 8 * ratio;
    return Arrays.stream(ARCFACE)
        .map(p -> new Point(p[0] * ratio + shift + 0.5, p[1] * ratio + 0.5))
        .toList();
  }

  /** The similarity from the five points of a face to the template of this size. */
  public static Affine similarity(List<Point> five, int size) {
    if (five.size() != 5) {
      throw new IllegalArgumentException("5 points expected, got " + five.size());
    }
    return similarity(five, template(size));
  }

  /**
   * The similarity that brings points closest to others, in the sense of least squares (Umeyama
   * 1991; in the plane it has this closed form).
   *
   * @throws IllegalArgumentException if the counts differ or all points coincide
   */
  public static Affine similarity(List<Point> from, List<Point> to) {
    if (from.size() != to.size() || from.size() < 2) {
      throw new IllegalArgumentException(
          "two lists of at least 2 points expected, got %d and %d"
              .formatted(from.size(), to.size()));
    }
    Point fromMean = mean(from);
    Point toMean = mean(to);
    double spread = 0;
    double cos = 0;
    double sin = 0;
    for (int i = 0; i < from.size(); i++) {
      Point p = from.get(i).minus(fromMean);
      Point q = to.get(i).minus(toMean);
      spread += p.x() * p.x() + p.y() * p.y();
      cos += p.x() * q.x() + p.y() * q.y();
      sin += p.x() * q.y() - p.y() * q.x();
    }
    double a = cos / spread;
    double d = sin / spread;
    if (!(spread > 0) || !(Math.hypot(a, d) > 0)) {
      throw new IllegalArgumentException("no similarity between %s and %s".formatted(from, to));
    }
    return new Affine(
        a,
        -d,
        toMean.x() - a * fromMean.x() + d * fromMean.y(),
        d,
        a,
        toMean.y() - d * fromMean.x() - a * fromMean.y());
  }

  /** The face on the template of this size, sampled bilinearly, black outside the picture. */
  public static BufferedImage align(BufferedImage image, List<Point> five, int size) {
    return Warps.warp(image, similarity(five, size), size, size, Border.ZERO);
  }

  /**
   * The recogniser's input, (pixel - 127.5) / 127.5, in [-1, 1].
   *
   * @param aligned pictures of equal size
   * @return N x 3 x H x W, RGB, row-major
   */
  public static float[] blob(List<BufferedImage> aligned) {
    return PixelInput.ARCFACE.blob(aligned);
  }

  private static Point mean(List<Point> points) {
    return points.stream().reduce(new Point(0, 0), Point::plus).times(1.0 / points.size());
  }
}
