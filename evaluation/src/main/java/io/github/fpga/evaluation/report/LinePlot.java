package io.github.fpga.evaluation.report;

import io.github.fpga.training.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Lines over a number, such as similarity over strength, with bands for their intervals. */
public final class LinePlot implements Part {

  private record Line(Series series, double[] xs, double[] ys, double[] lows, double[] highs) {}

  private final String title;
  private final String titleX;
  private final String titleY;
  private final List<Line> lines = new ArrayList<>();

  public LinePlot(String title, String titleX, String titleY) {
    this.title = title;
    this.titleX = titleX;
    this.titleY = titleY;
  }

  /** A line without a band. */
  public LinePlot line(Series series, double[] xs, double[] ys) {
    return line(series, xs, ys, ys, ys);
  }

  /**
   * A line with a band.
   *
   * @param lows the lower bound at each x
   * @param highs the upper bound at each x
   * @throws IllegalArgumentException where the lengths differ, there is no point, or a value is not
   *     a number
   */
  public LinePlot line(Series series, double[] xs, double[] ys, double[] lows, double[] highs) {
    for (double[] values : List.of(xs, ys, lows, highs)) {
      if (values.length != xs.length
          || values.length == 0
          || !DoubleStream.of(values).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "the line '%s' needs a number for each of its %d places"
                .formatted(series.words(), xs.length));
      }
    }
    lines.add(new Line(series, xs.clone(), ys.clone(), lows.clone(), highs.clone()));
    return this;
  }

  /**
   * @throws IllegalStateException without lines
   */
  @Override
  public String html() {
    if (lines.isEmpty()) {
      throw new IllegalStateException("the plot '%s' has no lines".formatted(title));
    }
    Ticks x = Ticks.over(all(Line::xs).min().orElseThrow(), all(Line::xs).max().orElseThrow());
    Ticks y = Ticks.over(all(Line::lows).min().orElseThrow(), all(Line::highs).max().orElseThrow());
    Plot plot = new Plot(x.low(), x.high(), y.low(), y.high());
    plot.axes(x.step(), y.step(), x.decimals(), titleX, titleY);
    for (Line line : lines) {
      plot.band(line.xs(), line.lows(), line.highs(), line.series());
      plot.curve(line.xs(), line.ys(), line.series());
      for (int i = 0; i < line.xs().length; i++) {
        String words = "%s at %s: %s".formatted(line.series().words(), line.xs()[i], line.ys()[i]);
        plot.dot(line.xs()[i], line.ys()[i], line.series(), words);
      }
    }
    return plot.svg(title, Series.legend(lines.stream().map(Line::series).toList()));
  }

  private DoubleStream all(java.util.function.Function<Line, double[]> part) {
    return lines.stream().map(part).flatMapToDouble(DoubleStream::of);
  }
}
