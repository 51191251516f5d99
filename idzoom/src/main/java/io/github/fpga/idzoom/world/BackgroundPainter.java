package io.github.fpga.idzoom.world;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws the place behind the people: a backdrop, then what stands in it. */
final class BackgroundPainter {
  private final Canvas c;
  private final Scene scene;

  BackgroundPainter(Canvas canvas, Scene scene) {
    c = canvas;
    this.scene = scene;
  }

  void paint() {
    c.unit(0.045);
    Brush brush = new Brush(c, scene.aspect());
    Rng r = new Rng(scene.seed(), 21 + scene.place().ordinal());
    switch (scene.place()) {
      case PARK, BEACH, MOUNTAINS, SNOW, GARDEN -> new NaturePainter(brush, r).paint(scene.place());
      case STREET, NIGHT_CITY -> new CityPainter(brush, r).paint(scene.place());
      case OFFICE, LIVING_ROOM, STUDIO, LIBRARY, KITCHEN ->
          new IndoorPainter(brush, r).paint(scene.place());
    }
  }

  /** Simple shapes in scene coordinates with x in shares of the picture's width. */
  record Brush(Canvas canvas, double aspect) {
    /** How far backdrops reach beyond the picture, for zooms over its border. */
    private static final double MARGIN = 1;

    void band(double top, double bottom, int above, int below) {
      double from = top <= 0 ? -MARGIN : top;
      double to = bottom >= 1 ? 1 + MARGIN : bottom;
      Rectangle2D r =
          new Rectangle2D.Double(-MARGIN * aspect, from, (1 + 2 * MARGIN) * aspect, to - from);
      canvas.sky(r, top, above, bottom, below);
    }

    void box(double x, double y, double w, double h, int rgb) {
      canvas.volume(new Rectangle2D.Double(x * aspect, y, w * aspect, h), rgb, 0.25);
    }

    void plain(double x, double y, double w, double h, int rgb, double alpha) {
      canvas.fill(new Rectangle2D.Double(x * aspect, y, w * aspect, h), rgb, alpha);
    }

    void oval(double x, double y, double rx, double ry, int rgb, double alpha) {
      canvas.fill(new Ellipse2D.Double(x * aspect - rx, y - ry, 2 * rx, 2 * ry), rgb, alpha);
    }

    void ball(double x, double y, double rx, double ry, int rgb) {
      canvas.volume(new Ellipse2D.Double(x * aspect - rx, y - ry, 2 * rx, 2 * ry), rgb, 0.4);
    }

    /** A polygon of x, y pairs. */
    void poly(int rgb, double... xy) {
      canvas.volume(path(xy), rgb, 0.3);
    }

    void plainPoly(int rgb, double alpha, double... xy) {
      canvas.fill(path(xy), rgb, alpha);
    }

    private Path2D path(double... xy) {
      Path2D p = new Path2D.Double();
      p.moveTo(xy[0] * aspect, xy[1]);
      for (int i = 2; i < xy.length; i += 2) {
        p.lineTo(xy[i] * aspect, xy[i + 1]);
      }
      p.closePath();
      return p;
    }

    /** A ridge of hills from edge to edge: heights at equal steps, filled down to a bottom. */
    void hills(int rgb, double bottom, double... heights) {
      int n = heights.length;
      Path2D p = new Path2D.Double();
      double step = 2.0 / (n - 1);
      p.moveTo(-0.5 * aspect, heights[0]);
      for (int i = 1; i < n; i++) {
        double x0 = -0.5 + step * (i - 1);
        double x1 = -0.5 + step * i;
        double mid = (x0 + x1) / 2 * aspect;
        p.curveTo(mid, heights[i - 1], mid, heights[i], x1 * aspect, heights[i]);
      }
      p.lineTo(1.5 * aspect, bottom);
      p.lineTo(-0.5 * aspect, bottom);
      p.closePath();
      canvas.volume(p, rgb, 0.25);
    }
  }
}
