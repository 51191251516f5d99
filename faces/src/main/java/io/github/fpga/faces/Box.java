package io.github.fpga.faces;

/** An axis-aligned rectangle in pixels; width and height are positive. */
public record Box(double x, double y, double width, double height) {

  public Box {
    if (!(width > 0 && height > 0) || !Double.isFinite(x + y + width + height)) {
      throw new IllegalArgumentException(
          "a box needs finite corners and a positive size, got x=%s y=%s width=%s height=%s"
              .formatted(x, y, width, height));
    }
  }

  /** The square or rectangle of the given size around a centre. */
  public static Box around(Point centre, double width, double height) {
    return new Box(centre.x() - width / 2, centre.y() - height / 2, width, height);
  }

  public Point centre() {
    return new Point(x + width / 2, y + height / 2);
  }

  public double area() {
    return width * height;
  }

  /** Same centre, both sides multiplied by the factor. */
  public Box scaled(double factor) {
    return around(centre(), width * factor, height * factor);
  }

  /** The square around the same centre whose side is the factor times the longer side. */
  public Box square(double factor) {
    double side = Math.max(width, height) * factor;
    return around(centre(), side, side);
  }

  public boolean contains(Point p) {
    return p.x() >= x && p.x() < x + width && p.y() >= y && p.y() < y + height;
  }

  /** The area covered by both boxes, in square pixels; 0 where they do not touch. */
  public double intersection(Box other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /** Intersection over union, in [0, 1]. */
  public double iou(Box other) {
    double common = intersection(other);
    return common / (area() + other.area() - common);
  }
}
