package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.BasicStroke;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws shapes in scene coordinates the way a style and a light ask for. */
final class Canvas implements AutoCloseable {
  private static final int PAPER = 0xfbf6ea;
  private static final int INK = 0x241f2b;

  private final Graphics2D g;
  private final Style style;
  private final Light light;
  private final Rectangle2D shown;
  private double unit = 0.06;

  Canvas(BufferedImage image, AffineTransform toPixels, Style style, Light light) {
    g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setTransform(toPixels);
    this.style = style;
    this.light = light;
    shown = inScene(image, toPixels);
  }

  private static Rectangle2D inScene(BufferedImage image, AffineTransform toPixels) {
    Rectangle2D all = new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight());
    try {
      return toPixels.createInverse().createTransformedShape(all).getBounds2D();
    } catch (NoninvertibleTransformException e) {
      throw new IllegalArgumentException("a viewport without area: " + toPixels, e);
    }
  }

  /** Zooms skip what lies outside of them: most of the picture. */
  private boolean hidden(Shape shape, double margin) {
    Rectangle2D r = shape.getBounds2D();
    return r.getMaxX() + margin < shown.getMinX()
        || r.getMinX() - margin > shown.getMaxX()
        || r.getMaxY() + margin < shown.getMinY()
        || r.getMinY() - margin > shown.getMaxY();
  }

  /** Line widths and offsets are in this unit, in scene units: the head unit of who is drawn. */
  void unit(double value) {
    unit = value;
  }

  boolean flat() {
    return style == Style.FLAT;
  }

  /** A colour as the style's pigments give it. */
  private int pigment(int rgb) {
    return switch (style) {
      case SHADED -> rgb;
      case FLAT -> Rgb.mix(rgb, Rgb.scale(rgb, 1.08), 0.6);
      case INK -> Rgb.mix(rgb, PAPER, 0.3);
      case WATERCOLOUR -> Rgb.mix(rgb, 0xfffaf2, 0.2);
    };
  }

  void fill(Shape shape, int rgb) {
    fill(shape, rgb, 1);
  }

  void fill(Shape shape, int rgb, double alpha) {
    if (hidden(shape, 0)) {
      return;
    }
    g.setPaint(Rgb.color(pigment(rgb), alpha));
    g.fill(shape);
  }

  /** A body with light and shadow, outlined where the style outlines. */
  void volume(Shape shape, int rgb, double depth) {
    volume(shape, rgb, depth, shape.getBounds2D());
  }

  /** As above; the shading runs over a frame, so that neighbouring parts shade as one body. */
  void volume(Shape shape, int rgb, double depth, Rectangle2D frame) {
    if (hidden(shape, 0.1 * unit)) {
      return;
    }
    int base = pigment(rgb);
    if (style == Style.FLAT || style == Style.INK) {
      g.setPaint(Rgb.color(base, 1));
    } else {
      g.setPaint(gradient(base, depth * light.strength(), frame));
    }
    g.fill(shape);
    edge(shape, rgb);
  }

  private GradientPaint gradient(int base, double depth, Rectangle2D f) {
    double cx = f.getCenterX();
    double cy = f.getCenterY();
    double rx = 0.55 * f.getWidth() * light.x();
    double ry = 0.55 * f.getHeight() * light.y();
    return new GradientPaint(
        (float) (cx + rx),
        (float) (cy + ry),
        Rgb.color(Rgb.light(base, 0.3 * depth), 1),
        (float) (cx - rx),
        (float) (cy - ry),
        Rgb.color(Rgb.dark(base, 0.5 * depth), 1));
  }

  private void edge(Shape shape, int rgb) {
    if (style == Style.INK) {
      line(shape, INK, 0.045);
    } else if (style == Style.WATERCOLOUR) {
      line(shape, Rgb.dark(rgb, 0.4), 0.05, 0.35);
    }
  }

  void line(Shape shape, int rgb, double width) {
    line(shape, rgb, width, 1);
  }

  void line(Shape shape, int rgb, double width, double alpha) {
    if (hidden(shape, width * unit)) {
      return;
    }
    g.setPaint(Rgb.color(style == Style.INK ? Rgb.mix(rgb, INK, 0.25) : pigment(rgb), alpha));
    g.setStroke(stroke(width));
    g.draw(shape);
  }

  private BasicStroke stroke(double width) {
    return new BasicStroke((float) (width * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** A soft shadow or light on something already drawn; weak where the style is flat. */
  void tone(Shape shape, int rgb, double alpha) {
    double share = style == Style.FLAT ? 0.45 : style == Style.INK ? 0.6 : 1;
    fill(shape, rgb, Math.min(1, alpha * share * Math.min(1.2, 0.5 + 0.5 * light.strength())));
  }

  /** A limb along points: a thick line with its lit side. */
  void limb(List<Point> points, double width, int rgb) {
    Path2D path = new Path2D.Double();
    path.moveTo(points.get(0).x(), points.get(0).y());
    for (Point p : points.subList(1, points.size())) {
      path.lineTo(p.x(), p.y());
    }
    if (hidden(path, (width + 0.1) * unit)) {
      return;
    }
    int base = pigment(rgb);
    if (style == Style.INK || style == Style.WATERCOLOUR) {
      int outline = style == Style.INK ? INK : Rgb.dark(base, 0.25);
      g.setPaint(Rgb.color(outline, 1));
      g.setStroke(stroke(width + 0.075));
      g.draw(path);
    }
    boolean shaded = style == Style.SHADED;
    g.setPaint(Rgb.color(shaded ? Rgb.dark(base, 0.16 * light.strength()) : base, 1));
    g.setStroke(stroke(width));
    g.draw(path);
    if (shaded) {
      AffineTransform shift =
          AffineTransform.getTranslateInstance(
              0.13 * width * light.x() * unit, 0.1 * width * light.y() * unit);
      g.setPaint(Rgb.color(base, 1));
      g.setStroke(stroke(width * 0.72));
      g.draw(path.createTransformedShape(shift));
    }
  }

  void disc(Point centre, double radius, int rgb, double alpha) {
    fill(circle(centre, radius * unit), rgb, alpha);
  }

  static Ellipse2D circle(Point c, double radius) {
    return new Ellipse2D.Double(c.x() - radius, c.y() - radius, 2 * radius, 2 * radius);
  }

  /** A vertical gradient between two heights of the scene. */
  void sky(Shape shape, double top, int above, double bottom, int below) {
    if (style == Style.FLAT) {
      fill(shape, Rgb.mix(above, below, 0.5));
      return;
    }
    g.setPaint(
        new GradientPaint(
            0,
            (float) top,
            Rgb.color(pigment(above), 1),
            0,
            (float) bottom,
            Rgb.color(pigment(below), 1)));
    g.fill(shape);
  }

  @Override
  public void close() {
    g.dispose();
  }
}
