package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Smooth curves through points. Closed curves always turn the same way round, so that appending
 * several to one non-zero path gives their union.
 */
final class Curves {
  private Curves() {}

  static Path2D closed(List<Point> points) {
    List<Point> p = oriented(points);
    int n = p.size();
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, n + 2);
    path.moveTo(p.get(0).x(), p.get(0).y());
    for (int i = 0; i < n; i++) {
      segment(path, p.get((i + n - 1) % n), p.get(i), p.get((i + 1) % n), p.get((i + 2) % n));
    }
    path.closePath();
    return path;
  }

  static Path2D open(List<Point> p) {
    int n = p.size();
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, n + 2);
    path.moveTo(p.get(0).x(), p.get(0).y());
    for (int i = 0; i + 1 < n; i++) {
      segment(
          path, p.get(Math.max(0, i - 1)), p.get(i), p.get(i + 1), p.get(Math.min(n - 1, i + 2)));
    }
    return path;
  }

  static Path2D polygon(List<Point> points) {
    List<Point> p = oriented(points);
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, p.size() + 2);
    path.moveTo(p.get(0).x(), p.get(0).y());
    for (Point q : p.subList(1, p.size())) {
      path.lineTo(q.x(), q.y());
    }
    path.closePath();
    return path;
  }

  /** Points along a smooth closed curve, eight for each given point. */
  static List<Point> samples(List<Point> closed) {
    int n = closed.size();
    List<Point> fine = new ArrayList<>(8 * n);
    for (int i = 0; i < n; i++) {
      Point a = closed.get((i + n - 1) % n);
      Point c = closed.get((i + 1) % n);
      Point d = closed.get((i + 2) % n);
      for (int k = 0; k < 8; k++) {
        fine.add(catmullRom(a, closed.get(i), c, d, k / 8.0));
      }
    }
    return fine;
  }

  /**
   * The bounding box of points. Shapes' own bounds differ between versions of Java, which ground
   * truth must not.
   */
  static Box bounds(List<Point> points) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Point p : points) {
      left = Math.min(left, p.x());
      top = Math.min(top, p.y());
      right = Math.max(right, p.x());
      bottom = Math.max(bottom, p.y());
    }
    return new Box(left, top, right - left, bottom - top);
  }

  /** Count points at equal arc length along the smooth open curve, both ends included. */
  static List<Point> even(List<Point> p, int count) {
    List<Point> fine = new ArrayList<>();
    int n = p.size();
    for (int i = 0; i + 1 < n; i++) {
      Point a = p.get(Math.max(0, i - 1));
      Point d = p.get(Math.min(n - 1, i + 2));
      for (int k = 0; k < 12; k++) {
        fine.add(catmullRom(a, p.get(i), p.get(i + 1), d, k / 12.0));
      }
    }
    fine.add(p.get(n - 1));
    double[] length = new double[fine.size()];
    for (int i = 1; i < length.length; i++) {
      Point d = fine.get(i).minus(fine.get(i - 1));
      length[i] = length[i - 1] + Math.sqrt(d.x() * d.x() + d.y() * d.y());
    }
    List<Point> out = new ArrayList<>();
    for (int k = 0, i = 0; k < count; k++) {
      double at = length[length.length - 1] * k / (count - 1);
      while (i + 2 < length.length && length[i + 1] < at) {
        i++;
      }
      double step = length[i + 1] - length[i];
      double t = step > 0 ? Math.min(1, (at - length[i]) / step) : 0;
      out.add(fine.get(i).plus(fine.get(i + 1).minus(fine.get(i)).times(t)));
    }
    return out;
  }

  /** One non-zero path holding all paths: their union. */
  static Path2D union(List<? extends Path2D> paths) {
    Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (Path2D path : paths) {
      all.append(path, false);
    }
    return all;
  }

  private static void segment(Path2D path, Point a, Point b, Point c, Point d) {
    path.curveTo(
        b.x() + (c.x() - a.x()) / 6,
        b.y() + (c.y() - a.y()) / 6,
        c.x() - (d.x() - b.x()) / 6,
        c.y() - (d.y() - b.y()) / 6,
        c.x(),
        c.y());
  }

  private static Point catmullRom(Point a, Point b, Point c, Point d, double t) {
    return new Point(cubic(a.x(), b.x(), c.x(), d.x(), t), cubic(a.y(), b.y(), c.y(), d.y(), t));
  }

  private static double cubic(double a, double b, double c, double d, double t) {
    return 0.5
        * (2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t * t * t);
  }

  private static List<Point> oriented(List<Point> points) {
    double twice = 0;
    for (int i = 0; i < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get((i + 1) % points.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    if (twice >= 0) {
      return points;
    }
    List<Point> reversed = new ArrayList<>(points);
    Collections.reverse(reversed);
    return reversed;
  }
}
