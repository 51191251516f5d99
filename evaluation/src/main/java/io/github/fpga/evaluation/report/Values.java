package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Metric;

/** Values as text: shares in percent, everything else with the decimals that mean something. */
final class Values {

  private Values() {}

  /** A value; a dash for none. */
  static String text(Metric metric, double value) {
    return switch (metric.unit()) {
      case SHARE -> Html.percent(value);
      case NUMBER -> Html.number(value, 3);
      case DECIBEL -> Html.number(value, 1);
      case LEVELS -> Html.number(value, 2);
    };
  }

  /** A difference with its sign; of shares in percentage points. */
  static String difference(Metric metric, double value) {
    String text =
        metric.unit() == Metric.Unit.SHARE ? Html.number(100 * value, 1) : text(metric, value);
    return (value > 0 ? "+" : "") + text;
  }

  /** The unit behind a difference. */
  static String differenceUnit(Metric metric) {
    return metric.unit() == Metric.Unit.SHARE ? " pp" : "";
  }
}
