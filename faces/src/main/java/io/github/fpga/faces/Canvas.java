package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.PointVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A picture to draw on with OpenCV's rasteriser, without antialiasing. Holds native memory: close
 * it, in the thread that opened it. Colours are 0xRRGGBB; a point paints the pixel it lies in.
 */
public final class Canvas implements AutoCloseable {

  /** Farther out OpenCV's fixed-point coordinates overflow. */
  private static final double FARTHEST = 1 << 20;

  private final PointerScope scope;
  private final Mat mat;

  private Canvas(PointerScope scope, Mat mat) {
    this.scope = scope;
    this.mat = mat;
  }

  /** A black canvas. */
  public static Canvas black(int width, int height) {
    return on(Pictures.of(width, height, new int[Math.multiplyExact(width, height)]));
  }

  /** A canvas that starts as a copy of a picture. */
  public static Canvas on(BufferedImage image) {
    PointerScope scope = new PointerScope();
    try {
      return new Canvas(scope, Mats.rgb(image));
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /**
   * A filled ellipse between two points, half the distance long and {@code halfWidth} wide, as
   * OpenPose draws limbs: centre, length and angle cut to whole numbers.
   */
  public void limb(Point from, Point to, int halfWidth, int rgb) {
    Point a = near(from);
    Point b = near(to);
    double angle = Math.toDegrees(Math.atan2(a.y() - b.y(), a.x() - b.x()));
    try (PointerScope temporary = new PointerScope()) {
      PointVector outline = new PointVector();
      opencv_imgproc.ellipse2Poly(
          wholePoint((a.x() + b.x()) / 2, (a.y() + b.y()) / 2),
          new Size((int) (a.distance(b) / 2), halfWidth),
          (int) angle,
          0,
          360,
          1,
          outline);
      opencv_imgproc.fillConvexPoly(mat, points(outline), colour(rgb));
    }
  }

  public void disc(Point centre, int radius, int rgb) {
    circle(centre, radius, rgb, opencv_imgproc.FILLED);
  }

  public void ring(Point centre, int radius, int rgb) {
    circle(centre, radius, rgb, 1);
  }

  public void line(Point from, Point to, int thickness, int rgb) {
    try (PointerScope temporary = new PointerScope()) {
      opencv_imgproc.line(
          mat, nearest(from), nearest(to), colour(rgb), thickness, opencv_imgproc.LINE_8, 0);
    }
  }

  /** Lines through the points in their order, back to the first if closed. */
  public void polyline(List<Point> points, boolean closed, int thickness, int rgb) {
    for (int i = closed ? 0 : 1; i < points.size(); i++) {
      line(points.get(Math.floorMod(i - 1, points.size())), points.get(i), thickness, rgb);
    }
  }

  public void rectangle(Box box, int thickness, int rgb) {
    Point from = new Point(box.x(), box.y());
    Point to = new Point(box.x() + box.width() - 1, box.y() + box.height() - 1);
    try (PointerScope temporary = new PointerScope()) {
      opencv_imgproc.rectangle(
          mat, nearest(from), nearest(to), colour(rgb), thickness, opencv_imgproc.LINE_8, 0);
    }
  }

  /** ASCII text in a drawn (Hershey) typeface: a bare JDK has no fonts. */
  public void text(String ascii, Point lowerLeft, double scale, int rgb) {
    try (PointerScope temporary = new PointerScope()) {
      opencv_imgproc.putText(
          mat,
          ascii,
          nearest(lowerLeft),
          opencv_imgproc.FONT_HERSHEY_SIMPLEX,
          scale,
          colour(rgb),
          1,
          opencv_imgproc.LINE_8,
          false);
    }
  }

  /** What has been drawn so far, as a picture of its own. */
  public BufferedImage picture() {
    return Mats.picture(mat);
  }

  @Override
  public void close() {
    scope.close();
  }

  private void circle(Point centre, int radius, int rgb, int thickness) {
    try (PointerScope temporary = new PointerScope()) {
      opencv_imgproc.circle(
          mat, nearest(centre), radius, colour(rgb), thickness, opencv_imgproc.LINE_8, 0);
    }
  }

  private static Point near(Point p) {
    return new Point(clamp(p.x()), clamp(p.y()));
  }

  private static double clamp(double coordinate) {
    return Math.max(-FARTHEST, Math.min(FARTHEST, coordinate));
  }

  private static org.bytedeco.opencv.opencv_core.Point nearest(Point p) {
    return wholePoint(clamp(p.x()), clamp(p.y()));
  }

  private static org.bytedeco.opencv.opencv_core.Point wholePoint(double x, double y) {
    return new org.bytedeco.opencv.opencv_core.Point((int) x, (int) y);
  }

  private static Scalar colour(int rgb) {
    return new Scalar(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 0);
  }

  private static Mat points(PointVector outline) {
    int[] coordinates = new int[2 * Math.toIntExact(outline.size())];
    for (int i = 0; i < coordinates.length / 2; i++) {
      coordinates[2 * i] = outline.get(i).x();
      coordinates[2 * i + 1] = outline.get(i).y();
    }
    Mat points = new Mat(coordinates.length / 2, 1, opencv_core.CV_32SC2);
    new IntPointer(points.data()).put(coordinates);
    return points;
  }
}
