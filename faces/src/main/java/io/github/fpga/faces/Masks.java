package io.github.fpga.faces;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Soft masks of faces and regions; their shapes are our definition. */
public final class Masks {

  /** A face mask never reaches beyond this many times the face box. */
  public static final double LARGEST = 1.6;

  /** The softness of a person's region in MGMICA. */
  public static final double REGION_SOFTNESS = 0.3;

  /** The default feather in roots of the box area. */
  private static final double FEATHER = 0.12;

  /** How far the outline is widened about the face, so that the feather leaves the jaw covered. */
  private static final double WIDENED = 1.15;

  /** Size of the region of an identity, in face boxes. */
  public static final double REGION = 1.5;

  private Masks() {}

  /** A face mask with a feather of 0.12 mean box sides. */
  public static Mask face(Landmarks landmarks, Box face, MaskKind kind, int width, int height) {
    return face(landmarks, face, kind, width, height, FEATHER * Math.sqrt(face.area()));
  }

  /**
   * The mask of a face on a canvas: jaw line and a forehead guessed from the brows, and for {@link
   * MaskKind#HEAD} also an ellipse around the head. Pixels whose centre lies outside are exactly 0,
   * so is everything outside {@value #LARGEST} times the box; the feather grows inwards to 1.
   *
   * @param feather in pixels, 0 for a hard edge
   */
  public static Mask face(
      Landmarks landmarks, Box face, MaskKind kind, int width, int height, double feather) {
    if (!(feather >= 0) || !Double.isFinite(feather)) {
      throw new IllegalArgumentException("the feather must be at least 0, got " + feather);
    }
    byte[] inside = new byte[Math.multiplyExact(width, height)];
    Box limit = face.scaled(LARGEST);
    Polygons.fill(Polygons.smooth(Polygons.hull(outline(landmarks))), limit, width, inside);
    if (kind == MaskKind.HEAD) {
      Polygons.fill(head(landmarks, face), limit, width, inside);
    }
    return new Mask(width, height, feathered(inside, width, height, feather));
  }

  /**
   * Where a person's identity acts in MGMICA: a soft ellipse around head and hair, {@value #REGION}
   * times the face box. Networks are trained with this rule.
   *
   * @param face the face box, in pixels of a picture of this size
   */
  public static Mask region(Box face, int width, int height) {
    return ellipse(face.scaled(REGION), width, height);
  }

  /** {@link #ellipse(Box, int, int, double)} with the softness that MGMICA uses. */
  public static Mask ellipse(Box box, int width, int height) {
    return ellipse(box, width, height, REGION_SOFTNESS);
  }

  /**
   * A soft ellipse in a box: 1 in the middle, one half on the ellipse that touches the box's sides,
   * 0 from (1 + softness) times that ellipse on. Each pixel is the mean over its area, so a box
   * smaller than a pixel leaves its trace.
   *
   * @param softness in [0, 1], 0 for a hard edge
   */
  public static Mask ellipse(Box box, int width, int height, double softness) {
    if (!(softness >= 0 && softness <= 1)) {
      throw new IllegalArgumentException("the softness must be in [0, 1], got " + softness);
    }
    int samples =
        (int) Math.max(2, Math.min(32, Math.ceil(8 / Math.min(box.width(), box.height()))));
    Box reach = box.scaled(1 + softness);
    float[] alpha = new float[Math.multiplyExact(width, height)];
    int top = (int) Math.max(0, Math.floor(reach.y()));
    int left = (int) Math.max(0, Math.floor(reach.x()));
    for (int y = top; y < Math.min(height, reach.y() + reach.height()); y++) {
      for (int x = left; x < Math.min(width, reach.x() + reach.width()); x++) {
        alpha[y * width + x] = pixel(box, softness, x, y, samples);
      }
    }
    return new Mask(width, height, alpha);
  }

  private static float pixel(Box box, double softness, int x, int y, int samples) {
    Point centre = box.centre();
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      double v = (y + (i + 0.5) / samples - centre.y()) / (box.height() / 2);
      for (int j = 0; j < samples; j++) {
        double u = (x + (j + 0.5) / samples - centre.x()) / (box.width() / 2);
        double radius = Math.hypot(u, v);
        sum +=
            softness == 0
                ? radius < 1 ? 1 : 0
                : smoothstep((1 + softness - radius) / (2 * softness));
      }
    }
    return (float) (sum / (samples * samples));
  }

  /** Jaw, brows, and the brows lifted to the hairline: 0.7 times the nose above them. */
  private static List<Point> outline(Landmarks landmarks) {
    List<Point> p = landmarks.points();
    Point up = up(landmarks);
    Point brows = mean(p.subList(17, 27));
    double lift = 0.7 * brows.distance(p.get(33));
    List<Point> outline = new ArrayList<>(p.subList(0, 27));
    for (int i = 17; i < 27; i++) {
      double fromMiddle = (i - 21.5) / 4.5;
      outline.add(p.get(i).plus(up.times(lift * (1 - 0.3 * fromMiddle * fromMiddle))));
    }
    Point middle = mean(outline);
    return outline.stream().map(q -> middle.plus(q.minus(middle).times(WIDENED))).toList();
  }

  private static List<Point> head(Landmarks landmarks, Box face) {
    Point up = up(landmarks);
    Point right = new Point(-up.y(), up.x());
    Point centre = face.centre().plus(up.times(0.12 * face.height()));
    return IntStream.range(0, 64)
        .mapToObj(i -> 2 * Math.PI * i / 64)
        .map(
            angle ->
                centre
                    .plus(right.times(0.75 * face.width() * Math.cos(angle)))
                    .plus(up.times(0.78 * face.height() * Math.sin(angle))))
        .toList();
  }

  /** The unit vector from the mouth to the eyes; straight up where they coincide. */
  private static Point up(Landmarks landmarks) {
    Point eyes = mean(landmarks.points().subList(36, 48));
    Point mouth = mean(landmarks.points().subList(48, 60));
    double length = eyes.distance(mouth);
    return length > 0 ? eyes.minus(mouth).times(1 / length) : new Point(0, -1);
  }

  private static Point mean(List<Point> points) {
    return points.stream().reduce(new Point(0, 0), Point::plus).times(1.0 / points.size());
  }

  /** Rises with the distance to the nearest pixel outside; a canvas edge is no outside. */
  private static float[] feathered(byte[] inside, int width, int height, double feather) {
    float[] values = new float[inside.length];
    try (PointerScope scope = new PointerScope()) {
      Mat mask = new Mat(height, width, opencv_core.CV_8UC1);
      mask.data().put(inside);
      Mat distance = new Mat();
      opencv_imgproc.distanceTransform(
          mask, distance, opencv_imgproc.DIST_L2, opencv_imgproc.DIST_MASK_PRECISE);
      new FloatPointer(new BytePointer(distance.data())).get(values);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          inside[i] == 0 ? 0 : (float) smoothstep(feather > 0 ? (values[i] - 0.5) / feather : 1);
    }
    return values;
  }

  private static double smoothstep(double t) {
    double clamped = Math.max(0, Math.min(1, t));
    return clamped * clamped * (3 - 2 * clamped);
  }
}
