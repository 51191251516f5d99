package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Bootstrap;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.metrics.PairedBootstrap;

/** A cell of a table. */
public final class Cell {

  /** Nothing. */
  public static final Cell NONE = new Cell("", "");

  private final String kind;
  private final String html;

  private Cell(String kind, String html) {
    this.kind = kind;
    this.html = html;
  }

  /** Plain text. */
  public static Cell text(String text) {
    return new Cell("", Html.text(text));
  }

  /** A value alone, such as a ceiling; a dash for NaN. */
  public static Cell value(Metric metric, double value) {
    return new Cell("", Values.text(metric, value));
  }

  /** A mean with its interval, which is left out where all values are equal. */
  public static Cell value(Metric metric, double mean, Bootstrap.Interval interval) {
    String range =
        interval.low() == interval.high()
            ? ""
            : " <small>%s to %s</small>"
                .formatted(
                    Values.text(metric, interval.low()), Values.text(metric, interval.high()));
    return new Cell("", Values.text(metric, mean) + range);
  }

  /** A difference with interval and p; coloured where the interval leaves out 0. */
  public static Cell difference(Metric metric, PairedBootstrap.Difference difference) {
    String html =
        "%s%s <small>%s to %s, p %s</small>"
            .formatted(
                Values.difference(metric, difference.mean()),
                Values.differenceUnit(metric),
                Values.difference(metric, difference.interval().low()),
                Values.difference(metric, difference.interval().high()),
                p(difference.p()));
    boolean higher = metric.better() == Metric.Better.HIGHER;
    boolean good = difference.mean() > 0 == higher;
    return new Cell(!difference.clear() ? "" : good ? "good" : "bad", html);
  }

  private static String p(double p) {
    return p < 0.001 ? "&lt; 0.001" : "= " + Html.number(p, 3);
  }

  String html() {
    return kind.isEmpty()
        ? "<td>%s</td>".formatted(html)
        : "<td class=\"%s\">%s</td>".formatted(kind, html);
  }
}
