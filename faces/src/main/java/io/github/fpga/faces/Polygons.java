package io.github.fpga.faces;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Closed polygons, for masks. */
final class Polygons {

  private Polygons() {}

  /** The convex hull (Andrew's monotone chain). */
  static List<Point> hull(List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
    List<Point> hull = halfHull(sorted);
    Collections.reverse(sorted);
    hull.addAll(halfHull(sorted));
    return hull;
  }

  /** One chain without its last point, which begins the other chain. */
  private static List<Point> halfHull(List<Point> sorted) {
    List<Point> chain = new ArrayList<>();
    for (Point p : sorted) {
      while (chain.size() >= 2
          && turn(chain.get(chain.size() - 2), chain.get(chain.size() - 1), p) <= 0) {
        chain.remove(chain.size() - 1);
      }
      chain.add(p);
    }
    chain.remove(chain.size() - 1);
    return chain;
  }

  private static double turn(Point a, Point b, Point c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }

  /** Corners cut twice (Chaikin 1974); a convex polygon stays within itself. */
  static List<Point> smooth(List<Point> polygon) {
    List<Point> result = polygon;
    for (int round = 0; round < 2; round++) {
      List<Point> cut = new ArrayList<>();
      for (int i = 0; i < result.size(); i++) {
        Point p = result.get(i);
        Point next = result.get((i + 1) % result.size());
        cut.add(p.times(0.75).plus(next.times(0.25)));
        cut.add(p.times(0.25).plus(next.times(0.75)));
      }
      result = cut;
    }
    return result;
  }

  /** Sets the pixels whose centre lies in the convex polygon and in the limit to 1. */
  static void fill(List<Point> convex, Box limit, int width, byte[] pixels) {
    for (int y = 0; y < pixels.length / width; y++) {
      double left = Double.POSITIVE_INFINITY;
      double right = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < convex.size(); i++) {
        Point a = convex.get(i);
        Point b = convex.get((i + 1) % convex.size());
        if (a.y() <= y + 0.5 != b.y() <= y + 0.5) {
          double x = a.x() + (b.x() - a.x()) * (y + 0.5 - a.y()) / (b.y() - a.y());
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
      for (int x = (int) Math.max(0, Math.ceil(left - 0.5)); x < width && x + 0.5 < right; x++) {
        if (limit.contains(new Point(x + 0.5, y + 0.5))) {
          pixels[y * width + x] = 1;
        }
      }
    }
  }
}
