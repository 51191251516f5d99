package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Metric;
import java.util.List;

/** A table of metrics by methods, with intervals and differences. */
public final class IntervalTable implements Part {

  private final List<String> columns;
  private final StringBuilder rows = new StringBuilder();

  /**
   * @param columns headings behind the first, which names the metric
   */
  public IntervalTable(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /** A heading across all columns. */
  public IntervalTable section(String title) {
    rows.append(
        "<tr class=\"section\"><th colspan=\"%d\">%s</th></tr>"
            .formatted(columns.size() + 1, Html.text(title)));
    return this;
  }

  /** A row that is named by its metric, with an arrow towards the better values. */
  public IntervalTable row(Metric metric, Cell... cells) {
    String arrow = metric.better() == Metric.Better.HIGHER ? " ↑" : " ↓";
    return row(metric.words() + arrow, cells);
  }

  /**
   * A row of another name.
   *
   * @throws IllegalArgumentException where there is not one cell per column
   */
  public IntervalTable row(String name, Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d cells expected in the row '%s', got %d"
              .formatted(columns.size(), name, cells.length));
    }
    rows.append("<tr><th>").append(Html.text(name)).append("</th>");
    for (Cell cell : cells) {
      rows.append(cell.html());
    }
    rows.append("</tr>");
    return this;
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<table class=\"figures\"><thead><tr><th>Measure</th>");
    columns.forEach(name -> html.append("<th>").append(Html.text(name)).append("</th>"));
    return html.append("</tr></thead><tbody>").append(rows).append("</tbody></table>").toString();
  }
}
