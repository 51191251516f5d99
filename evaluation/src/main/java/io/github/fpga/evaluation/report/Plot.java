package io.github.fpga.evaluation.report;

import io.github.fpga.training.Ticks;
import java.util.Locale;

/** Axes and marks of an inline SVG plot; coordinates are those of the data. */
final class Plot {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 270;
  private static final int LEFT = 46;
  private static final int RIGHT = 12;
  private static final int TOP = 14;
  private static final int BOTTOM = 44;

  private final double minX;
  private final double maxX;
  private final double minY;
  private final double maxY;
  private final StringBuilder body = new StringBuilder();
  private int legend;

  Plot(double minX, double maxX, double minY, double maxY) {
    this.minX = minX;
    this.maxX = maxX;
    this.minY = minY;
    this.maxY = maxY;
  }

  private double x(double value) {
    return LEFT + (value - minX) / (maxX - minX) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (value - minY) / (maxY - minY) * (HEIGHT - TOP - BOTTOM);
  }

  /** Grid lines and numbers along both axes, and what they mean. */
  Plot axes(double stepX, double stepY, int decimals, String titleX, String titleY) {
    for (double v = Math.ceil(minX / stepX - 1e-9) * stepX; v <= maxX + 1e-9; v += stepX) {
      line(v, minY, v, maxY, "grid");
      label(x(v), HEIGHT - BOTTOM + 16, "middle", Html.number(v, decimals));
    }
    for (double v = Math.ceil(minY / stepY - 1e-9) * stepY; v <= maxY + 1e-9; v += stepY) {
      line(minX, v, maxX, v, "grid");
      label(LEFT - 6, y(v) + 4, "end", Html.number(v, Ticks.decimals(stepY)));
    }
    line(minX, minY, maxX, minY, "axis");
    label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", titleX);
    add(
        "<text transform=\"translate(13 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        (TOP + HEIGHT - BOTTOM) / 2.0, Html.text(titleY));
    return this;
  }

  private void label(double atX, double atY, String anchor, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        atX, atY, anchor, Html.text(text));
  }

  void line(double x1, double y1, double x2, double y2, String kind) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
        x(x1), y(y1), x(x2), y(y2), kind);
  }

  /** A curve through points with equally spaced or any x. */
  void curve(double[] xs, double[] ys, Series series) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(xs[i]), y(ys[i])));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        points.toString().strip(), series.colour());
  }

  /** The area between two curves, faintly. */
  void band(double[] xs, double[] lows, double[] highs, Series series) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(xs[i]), y(highs[i])));
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(xs[i]), y(lows[i])));
    }
    add(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.14\"/>",
        points.toString().strip(), series.colour());
  }

  /** Bars of equal width from the left, filled faintly under a stepped line. */
  void steps(double[] heights, Series series) {
    double width = (maxX - minX) / heights.length;
    StringBuilder points = new StringBuilder();
    points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(minX), y(minY)));
    for (int i = 0; i < heights.length; i++) {
      for (int side = 0; side <= 1; side++) {
        double at = minX + (i + side) * width;
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(at), y(heights[i])));
      }
    }
    points.append(String.format(Locale.ROOT, "%.1f,%.1f", x(maxX), y(minY)));
    add(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.14\" stroke=\"%s\""
            + " stroke-width=\"1.6\"/>",
        points, series.colour(), series.colour());
  }

  void dot(double atX, double atY, Series series, String title) {
    add(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\" fill-opacity=\"0.65\">"
            + "<title>%s</title></circle>",
        x(atX), y(atY), series.colour(), Html.text(title));
  }

  /** One more entry of the legend. */
  void legend(Series series, boolean right) {
    double atX = right ? WIDTH - RIGHT - 132 : LEFT + 10;
    double atY = (right ? HEIGHT - BOTTOM - 70 : TOP + 4) + 16 * legend++;
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"11\" height=\"11\" rx=\"2\" fill=\"%s\"/>",
        atX, atY, series.colour());
    label(atX + 16, atY + 9.5, "start", series.words());
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** The whole drawing. */
  String svg(String title) {
    return svg(title, "");
  }

  /** The whole drawing with a line of HTML below its title. */
  String svg(String title, String below) {
    return figure(title, below, WIDTH, HEIGHT, body.toString());
  }

  /** A titled drawing. */
  static String figure(String title, String below, int width, int height, String body) {
    return """
           <figure class="plot"><figcaption>%s</figcaption>%s
           <svg viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">
           %s</svg></figure>
           """
        .formatted(Html.text(title), below, width, height, width, height, Html.text(title), body);
  }
}
