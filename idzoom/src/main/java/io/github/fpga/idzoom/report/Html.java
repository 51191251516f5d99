package io.github.fpga.idzoom.report;

import io.github.fpga.idzoom.build.Histogram;
import java.util.Base64;
import java.util.Locale;

/** Small parts of pages. */
final class Html {

  private static final int WIDTH = 420;
  private static final int HEIGHT = 150;
  private static final int BOTTOM = 22;
  private static final int TOP = 16;

  private Html() {}

  /** Text as content or attribute; control characters of broken names are replaced. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("\\p{Cntrl}", "\ufffd");
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A picture inside the page. */
  static String jpeg(byte[] jpeg, String alt) {
    return format(
        "<img src=\"data:image/jpeg;base64,%s\" alt=\"%s\">",
        Base64.getEncoder().encodeToString(jpeg), text(alt));
  }

  /** Bars, each named by its lower edge. */
  static String histogram(String title, Histogram histogram) {
    long[] counts = histogram.counts();
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    double step = (double) WIDTH / counts.length;
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      double height = (double) (HEIGHT - TOP - BOTTOM) * counts[i] / most;
      double middle = (i + 0.5) * step;
      svg.append(
          format(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
              i * step + 1, HEIGHT - BOTTOM - height, step - 2, height));
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%.1f\">%d</text>",
              middle, HEIGHT - BOTTOM - height - 3, counts[i]));
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\">%s%s</text>",
              middle,
              HEIGHT - 6,
              format("%.0f", histogram.edges()[i]),
              i == counts.length - 1 ? "+" : ""));
    }
    return format(
        "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" width=\"%d\">%s</svg></figure>%n",
        text(title), WIDTH, HEIGHT, WIDTH, svg);
  }
}
