package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The outlines that hair styles are put together from. */
final class HairOutlines {
  private final HeadGeometry h;
  private final double crown;
  private final int part;

  HairOutlines(HeadGeometry head) {
    h = head;
    crown = -head.outline.crown();
    part = head.look.part();
  }

  Point rim(double x, double y) {
    return h.rim(x, y);
  }

  Point on(double x, double y) {
    return h.surface(x * h.outline.width(), y, 0.07);
  }

  /** The skull's outline, wider by a share, higher by head units, down to a height. */
  Path2D skull(double wider, double higher, double bottom) {
    double w = 1 + wider;
    double top = crown - higher;
    return Curves.closed(
        List.of(
            rim(-0.8 * w, bottom + 0.12),
            rim(-1.01 * w, bottom * 0.4),
            rim(-1.02 * w, -0.4),
            rim(-0.76 * w, 0.78 * top),
            rim(-0.4 * w, 0.96 * top),
            rim(0, top),
            rim(0.4 * w, 0.96 * top),
            rim(0.76 * w, 0.78 * top),
            rim(1.02 * w, -0.4),
            rim(1.01 * w, bottom * 0.4),
            rim(0.8 * w, bottom + 0.12)));
  }

  /** The top of the hair from image left to right above the temples. */
  List<Point> arch(double w, double higher) {
    double top = crown - higher;
    return List.of(
        rim(-w, -0.38),
        rim(-0.76 * w, 0.78 * top),
        rim(-0.4 * w, 0.97 * top),
        rim(0, top),
        rim(0.4 * w, 0.97 * top),
        rim(0.76 * w, 0.78 * top),
        rim(w, -0.38));
  }

  Path2D bangs(double w, double higher) {
    List<Point> p = new ArrayList<>(arch(w, higher));
    p.add(on(0.98, -0.2));
    double[] x = {0.86, 0.45, 0, -0.45, -0.86};
    for (double v : x) {
      p.add(on(v, -0.4 + 0.08 * Math.abs(v)));
    }
    p.add(on(-0.98, -0.2));
    return Curves.closed(p);
  }

  /** Hair beside the cheeks, down to a height. */
  List<Path2D> locks(double bottom) {
    List<Path2D> pair = new ArrayList<>();
    for (int s = -1; s <= 1; s += 2) {
      pair.add(
          Curves.closed(
              List.of(
                  rim(s * 0.92, -0.72),
                  rim(s * 1.17, -0.2),
                  rim(s * 1.2, bottom * 0.6),
                  rim(s * 1.08, bottom + 0.08),
                  rim(s * 0.94, bottom),
                  on(s * 0.95, 0.1),
                  on(s * 0.9, -0.35))));
    }
    return pair;
  }

  List<Path2D> curtains(double higher) {
    List<Path2D> pair = new ArrayList<>();
    for (int s = -1; s <= 1; s += 2) {
      pair.add(
          Curves.closed(
              List.of(
                  rim(part * 0.12, crown - higher),
                  rim(s * 0.76, 0.84 * (crown - higher)),
                  rim(s * 1.12, -0.35),
                  on(s * 0.97, 0.0),
                  on(s * 0.84, -0.38),
                  on(s * 0.45, -0.72),
                  on(part * 0.12, -0.93))));
    }
    return pair;
  }

  List<Point> oval(double x, double y, double rx, double ry) {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double a = Math.PI * i / 4;
      p.add(rim(x + rx * StrictMath.cos(a), y + ry * StrictMath.sin(a)));
    }
    return p;
  }

  static List<Point> around(Point c, double radius) {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double a = Math.PI * i / 4;
      p.add(c.plus(new Point(radius * StrictMath.cos(a), radius * StrictMath.sin(a))));
    }
    return p;
  }
}
