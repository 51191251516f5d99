package io.github.fpga.training;

import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The loss of a run as an SVG picture: every logged value faintly, their moving average over it.
 */
final class LossCurve {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int MARGIN = 48;
  private static final int RIGHT = 26;

  /** The moving average is over this share of the run so far. */
  private static final double WINDOW = 0.04;

  private final double[] steps;
  private final double[] losses;
  private final Ticks axis;

  private LossCurve(double[] steps, double[] losses) {
    this.steps = steps;
    this.losses = losses;
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    // The first steps lose so much that the rest would be a flat line.
    axis = Ticks.over(sorted[0], sorted[(int) (0.99 * (sorted.length - 1))]);
  }

  /**
   * Draws the curve of a log, if there are two values at least.
   *
   * @param csv as {@link LossLog} writes it
   */
  static void draw(Path csv, Path svg) throws IOException {
    if (!Files.exists(csv)) {
      return;
    }
    List<String[]> rows =
        Files.readAllLines(csv).stream().skip(1).map(line -> line.split(",")).toList();
    if (rows.size() < 2) {
      return;
    }
    double[] steps = rows.stream().mapToDouble(row -> Double.parseDouble(row[0])).toArray();
    double[] losses = rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
    AtomicFiles.writeString(svg, new LossCurve(steps, losses).svg());
  }

  private String svg() {
    StringBuilder body = new StringBuilder();
    String decimals = "%." + axis.decimals() + "f";
    for (int i = 0; axis.low() + i * axis.step() < axis.high() + axis.step() / 2; i++) {
      double loss = axis.low() + i * axis.step();
      body.append(text(MARGIN - 6, y(loss) + 4, "end", decimals, loss));
      body.append(
          format("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n", MARGIN, y(loss), WIDTH - RIGHT));
    }
    double last = steps[steps.length - 1];
    double apart = Math.max(1, Ticks.over(0, last).step());
    for (double step = 0; step <= last; step += apart) {
      body.append(text(x(step), HEIGHT - MARGIN + 18, "middle", "%.0f", step));
    }
    body.append(text(WIDTH / 2.0, HEIGHT - 8, "middle", "step"));
    body.append(text(MARGIN, 16, "start", "loss"));
    body.append(curve(losses, "#bcd3ea", 1)).append(curve(smooth(), "#0072b2", 2));
    return format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"12\" fill=\"#333\">\n<rect width=\"100%%\" height=\"100%%\""
                + " fill=\"white\"/>\n",
            WIDTH, HEIGHT)
        + body
        + "</svg>\n";
  }

  private double x(double step) {
    return MARGIN + step / steps[steps.length - 1] * (WIDTH - MARGIN - RIGHT);
  }

  private double y(double loss) {
    double share = (Math.min(loss, axis.high()) - axis.low()) / (axis.high() - axis.low());
    return HEIGHT - MARGIN - share * (HEIGHT - MARGIN - 24);
  }

  private double[] smooth() {
    int half = (int) Math.ceil(WINDOW * losses.length / 2);
    double[] means = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      int from = Math.max(0, i - half);
      int to = Math.min(losses.length, i + half + 1);
      means[i] = Arrays.stream(losses, from, to).average().orElseThrow();
    }
    return means;
  }

  private String curve(double[] values, String colour, int width) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      points.append(format("%.1f,%.1f ", x(steps[i]), y(values[i])));
    }
    return format(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"/>\n",
        points.toString().strip(), colour, width);
  }

  private static String text(double x, double y, String anchor, String words, Object... values) {
    return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor)
        + format(words, values)
        + "</text>\n";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
