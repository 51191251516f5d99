package io.github.fpga.faces;

import java.util.List;

/**
 * A map of the plane: {@code x' = a*x + b*y + c} and {@code y' = d*x + e*y + f}, in pixels (the
 * centre of the top left pixel is (0.5, 0.5), see the package).
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  public Affine {
    if (!Double.isFinite(a + b + c + d + e + f)) {
      throw new IllegalArgumentException(
          "an affine map needs finite entries, got [%s %s %s; %s %s %s]"
              .formatted(a, b, c, d, e, f));
    }
  }

  public static Affine translation(double x, double y) {
    return new Affine(1, 0, x, 0, 1, y);
  }

  public static Affine scaling(double x, double y) {
    return new Affine(x, 0, 0, 0, y, 0);
  }

  /** A turn about the origin, in degrees, clockwise in the picture (y points down). */
  public static Affine rotation(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  public Point apply(Point p) {
    return new Point(a * p.x() + b * p.y() + c, d * p.x() + e * p.y() + f);
  }

  public List<Point> apply(List<Point> points) {
    return points.stream().map(this::apply).toList();
  }

  public Landmarks apply(Landmarks landmarks) {
    return new Landmarks(apply(landmarks.points()));
  }

  public Skeleton apply(Skeleton skeleton) {
    return new Skeleton(
        skeleton.joints().stream()
            .map(joint -> new Skeleton.Joint(apply(joint.position()), joint.score()))
            .toList());
  }

  /** The smallest upright box around the mapped corners. */
  public Box apply(Box box) {
    List<Point> corners =
        apply(
            List.of(
                new Point(box.x(), box.y()),
                new Point(box.x() + box.width(), box.y()),
                new Point(box.x(), box.y() + box.height()),
                new Point(box.x() + box.width(), box.y() + box.height())));
    double left = corners.stream().mapToDouble(Point::x).min().orElseThrow();
    double top = corners.stream().mapToDouble(Point::y).min().orElseThrow();
    double right = corners.stream().mapToDouble(Point::x).max().orElseThrow();
    double bottom = corners.stream().mapToDouble(Point::y).max().orElseThrow();
    return new Box(left, top, right - left, bottom - top);
  }

  /** First this map, then the next one. */
  public Affine then(Affine next) {
    return new Affine(
        next.a * a + next.b * d,
        next.a * b + next.b * e,
        next.a * c + next.b * f + next.c,
        next.d * a + next.e * d,
        next.d * b + next.e * e,
        next.d * c + next.e * f + next.f);
  }

  public double determinant() {
    return a * e - b * d;
  }

  /** How much lengths grow, on average over directions: the root of the area's factor. */
  public double scale() {
    return Math.sqrt(Math.abs(determinant()));
  }

  /**
   * The map that undoes this one.
   *
   * @throws IllegalArgumentException if the map folds the plane onto a line or a point
   */
  public Affine inverse() {
    double det = determinant();
    if (det == 0 || !Double.isFinite(1 / det)) {
      throw new IllegalArgumentException("no inverse: the determinant is " + det);
    }
    double ia = e / det;
    double ib = -b / det;
    double id = -d / det;
    double ie = a / det;
    return new Affine(ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f));
  }

  /**
   * The same map between pixel indices, where the centre of the top left pixel is (0, 0), as OpenCV
   * and insightface count.
   */
  public Affine pixelIndexed() {
    return translation(0.5, 0.5).then(this).then(translation(-0.5, -0.5));
  }

  /** The entries row by row: a, b, c, d, e, f. */
  public double[] toArray() {
    return new double[] {a, b, c, d, e, f};
  }
}
