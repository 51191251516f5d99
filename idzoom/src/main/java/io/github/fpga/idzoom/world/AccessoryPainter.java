package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Draws glasses and headgear. */
final class AccessoryPainter {
  private final Canvas c;
  private final FaceGeometry f;
  private final HeadGeometry h;

  AccessoryPainter(Canvas canvas, FaceGeometry geometry) {
    c = canvas;
    f = geometry;
    h = geometry.head;
  }

  void glasses() {
    GlassesStyle style = h.look.glasses();
    if (style == GlassesStyle.NONE) {
      return;
    }
    int rgb = h.look.frame().rgb();
    Face.Eyes e = h.face.eyes();
    double r = Math.max(0.3, Math.min(e.size() * 1.3, e.spacing() - 0.07));
    double width = style == GlassesStyle.THICK ? 0.12 : 0.065;
    double y = e.height() + 0.03;
    for (int side = -1; side <= 1; side += 2) {
      List<Point> p = lens(style, side * Math.max(e.spacing(), r + 0.06), y, r);
      Path2D lens = style == GlassesStyle.ROUND ? Curves.closed(p) : Curves.polygon(p);
      c.fill(lens, 0xe8f4ff, 0.2);
      c.line(style == GlassesStyle.HALF_RIM ? Curves.open(p.subList(0, 4)) : lens, rgb, width);
      if (h.away(side) < 0.3) {
        double outer = side * (Math.max(e.spacing(), r + 0.06) + r);
        c.line(
            Curves.open(
                List.of(at(outer, y - 0.06), h.project(side * h.outline.width(), y + 0.02, -0.05))),
            rgb,
            width * 0.9);
      }
    }
    double inner = Math.max(e.spacing(), r + 0.06) - r;
    c.line(
        Curves.open(List.of(at(-inner, y - 0.04), at(0, y - 0.1), at(inner, y - 0.04))),
        rgb,
        width);
  }

  /** Lenses stand in a plane before the eyes. */
  private Point at(double x, double y) {
    return h.project(x, y, h.depth(0.6 * x, y) + 0.1);
  }

  private List<Point> lens(GlassesStyle style, double x, double y, double r) {
    List<Point> p = new ArrayList<>();
    switch (style) {
      case ROUND -> {
        for (int i = 0; i < 12; i++) {
          double a = Math.PI * i / 6;
          p.add(at(x + r * StrictMath.cos(a), y + r * StrictMath.sin(a)));
        }
      }
      case HALF_RIM -> {
        double[][] s = {
          {-1, 0.1}, {-0.95, -0.62}, {0.95, -0.62}, {1, 0.1}, {0.6, 0.72}, {-0.6, 0.72}
        };
        for (double[] v : s) {
          p.add(at(x + v[0] * r, y + v[1] * r));
        }
      }
      default -> {
        double tall = style == GlassesStyle.THICK ? 0.8 : 0.72;
        double[][] s = {{-1, -1}, {1, -1}, {0.92, 1}, {-0.92, 1}};
        for (double[] v : s) {
          p.add(at(x + v[0] * r, y + v[1] * r * tall));
        }
      }
    }
    return p;
  }

  /** The outlines of the headgear, which belong to the head mask; empty without. */
  static List<Path2D> outlines(HeadGeometry h) {
    double top = -h.outline.crown();
    return switch (h.look.headgear()) {
      case NONE -> List.of();
      case HEADBAND -> List.of(band(h, -0.74, -0.92, 1.08));
      case BEANIE -> List.of(dome(h, top - 0.42, -0.58, 1.12), band(h, -0.52, -0.86, 1.15));
      case CAP -> List.of(dome(h, top - 0.22, -0.6, 1.1), visor(h));
    };
  }

  private static Path2D dome(HeadGeometry h, double top, double brim, double w) {
    return Curves.closed(
        List.of(
            h.rim(-w, -0.3),
            h.rim(-w * 0.95, 0.7 * top),
            h.rim(-w * 0.55, 0.94 * top),
            h.rim(0, top),
            h.rim(w * 0.55, 0.94 * top),
            h.rim(w * 0.95, 0.7 * top),
            h.rim(w, -0.3),
            h.surface(0.6 * h.outline.width(), brim, 0.08),
            h.surface(0, brim - 0.04, 0.08),
            h.surface(-0.6 * h.outline.width(), brim, 0.08)));
  }

  private static Path2D band(HeadGeometry h, double low, double high, double w) {
    double x = h.outline.width();
    return Curves.closed(
        List.of(
            h.rim(-w, low + 0.16),
            h.rim(-w * 0.96, high + 0.12),
            h.surface(-0.5 * x, high, 0.12),
            h.surface(0, high - 0.03, 0.12),
            h.surface(0.5 * x, high, 0.12),
            h.rim(w * 0.96, high + 0.12),
            h.rim(w, low + 0.16),
            h.surface(0.55 * x, low + 0.05, 0.12),
            h.surface(0, low, 0.12),
            h.surface(-0.55 * x, low + 0.05, 0.12)));
  }

  private static Path2D visor(HeadGeometry h) {
    double x = h.outline.width();
    return Curves.closed(
        List.of(
            h.surface(-0.85 * x, -0.52, 0.1),
            h.surface(-0.4 * x, -0.68, 0.12),
            h.surface(0.4 * x, -0.68, 0.12),
            h.surface(0.85 * x, -0.52, 0.1),
            h.surface(0.55 * x, -0.4, 0.5),
            h.surface(0, -0.36, 0.58),
            h.surface(-0.55 * x, -0.4, 0.5)));
  }

  void headgear() {
    // The colour belongs to the look: siblings share it.
    int rgb = ClothColour.values()[3 + (int) (8.99 * h.look.peak())].rgb();
    List<Path2D> parts = outlines(h);
    for (int i = 0; i < parts.size(); i++) {
      c.volume(parts.get(i), i == 0 ? rgb : Rgb.dark(rgb, 0.2), 0.5);
    }
  }
}
