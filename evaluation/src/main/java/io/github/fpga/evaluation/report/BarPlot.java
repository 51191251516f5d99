package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Bootstrap;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.training.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Bars from left to right, one per method, with their values and intervals; all start at 0. */
public final class BarPlot implements Part {

  private static final int WIDTH = 400;
  private static final int LEFT = 128;
  private static final int RIGHT = 62;
  private static final int TOP = 8;
  private static final int BAR = 22;
  private static final int THICK = 14;
  private static final int BOTTOM = 26;

  /** Longer names would leave the drawing on the left. */
  private static final int LETTERS = 20;

  private record Bar(Series series, double value, Bootstrap.Interval interval) {}

  private final String title;
  private final Metric metric;
  private final List<Bar> bars = new ArrayList<>();

  public BarPlot(String title, Metric metric) {
    this.title = title;
    this.metric = metric;
  }

  /**
   * One more bar below the others.
   *
   * @throws IllegalArgumentException where a value is not a number
   */
  public BarPlot bar(Series series, double value, Bootstrap.Interval interval) {
    if (!DoubleStream.of(value, interval.low(), interval.high()).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "the bar '%s' needs numbers, got %s in %s".formatted(series.words(), value, interval));
    }
    bars.add(new Bar(series, value, interval));
    return this;
  }

  /**
   * @throws IllegalStateException without bars
   */
  @Override
  public String html() {
    if (bars.isEmpty()) {
      throw new IllegalStateException("the plot '%s' has no bars".formatted(title));
    }
    Ticks ticks =
        Ticks.over(Math.min(0, values().min().orElse(0)), Math.max(0, values().max().orElse(0)));
    int height = TOP + BAR * bars.size() + BOTTOM;
    StringBuilder svg = new StringBuilder();
    grid(svg, ticks, height);
    for (int i = 0; i < bars.size(); i++) {
      bar(svg, ticks, bars.get(i), TOP + BAR * i);
    }
    return Plot.figure(title, "", WIDTH, height, svg.toString());
  }

  private DoubleStream values() {
    return bars.stream()
        .flatMapToDouble(b -> DoubleStream.of(b.value(), b.interval().low(), b.interval().high()));
  }

  private static double x(Ticks ticks, double value) {
    return LEFT + (value - ticks.low()) / (ticks.high() - ticks.low()) * (WIDTH - LEFT - RIGHT);
  }

  private void grid(StringBuilder svg, Ticks ticks, int height) {
    int bottom = height - BOTTOM;
    long steps = Math.round((ticks.high() - ticks.low()) / ticks.step());
    for (int i = 0; i <= steps; i++) {
      double v = ticks.low() + i * ticks.step();
      line(svg, x(ticks, v), TOP, x(ticks, v), bottom, "grid");
      label(svg, x(ticks, v), bottom + 16, "middle", number(v, ticks));
    }
    line(svg, x(ticks, 0), TOP, x(ticks, 0), bottom, "axis");
  }

  private String number(double value, Ticks ticks) {
    return metric.unit() == Metric.Unit.SHARE
        ? Html.number(100 * value, Ticks.decimals(100 * ticks.step())) + " %"
        : Html.number(value, ticks.decimals());
  }

  private void bar(StringBuilder svg, Ticks ticks, Bar bar, int top) {
    double zero = x(ticks, 0);
    double end = x(ticks, bar.value());
    double middle = top + BAR / 2.0;
    String words = bar.series().words();
    String name = Html.text(cut(words)) + "<title>" + Html.text(words) + "</title>";
    label(svg, LEFT - 8, middle + 4, "end", name);
    add(
        svg,
        "<rect x='%.1f' y='%.1f' width='%.1f' height='%d' fill='%s' fill-opacity='0.75'/>",
        Math.min(zero, end),
        middle - THICK / 2.0,
        Math.abs(end - zero),
        THICK,
        bar.series().colour());
    Bootstrap.Interval interval = bar.interval();
    line(svg, x(ticks, interval.low()), middle, x(ticks, interval.high()), middle, "whisker");
    label(svg, WIDTH - 4, middle + 4, "end", Values.text(metric, bar.value()));
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String kind) {
    String format = "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='%s'/>";
    add(svg, format, x1, y1, x2, y2, kind);
  }

  private static void label(StringBuilder svg, double x, double y, String anchor, String html) {
    add(svg, "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, html);
  }

  private static String cut(String words) {
    int letters = words.codePointCount(0, words.length());
    return letters <= LETTERS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LETTERS - 1)) + "…";
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
