package io.github.fpga.faces;

/** A place in a picture, in pixels. */
public record Point(double x, double y) {

  public Point plus(Point other) {
    return new Point(x + other.x, y + other.y);
  }

  public Point minus(Point other) {
    return new Point(x - other.x, y - other.y);
  }

  public Point times(double factor) {
    return new Point(x * factor, y * factor);
  }

  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
