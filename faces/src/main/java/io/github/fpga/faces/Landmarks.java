package io.github.fpga.faces;

import java.util.List;

/**
 * 68 face landmarks in the iBUG 300-W order: 0-16 jaw (subject's right to left), 17-21 and 22-26
 * brows, 27-30 nose bridge, 31-35 nose base, 36-41 and 42-47 eyes, 48-59 outer and 60-67 inner
 * lips.
 */
public record Landmarks(List<Point> points) {

  public static final int COUNT = 68;

  public Landmarks {
    points = List.copyOf(points);
    if (points.size() != COUNT) {
      throw new IllegalArgumentException(
          "%d landmarks expected, got %d".formatted(COUNT, points.size()));
    }
  }

  /** Eye centres, nose tip and mouth corners, image left before image right (the ArcFace order). */
  public List<Point> five() {
    return List.of(mean(36, 42), mean(42, 48), points.get(30), points.get(48), points.get(54));
  }

  private Point mean(int from, int to) {
    Point sum = new Point(0, 0);
    for (Point p : points.subList(from, to)) {
      sum = sum.plus(p);
    }
    return sum.times(1.0 / (to - from));
  }
}
