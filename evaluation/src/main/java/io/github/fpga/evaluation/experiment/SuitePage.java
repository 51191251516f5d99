package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.report.BarPlot;
import io.github.fpga.evaluation.report.Cell;
import io.github.fpga.evaluation.report.Facts;
import io.github.fpga.evaluation.report.IntervalTable;
import io.github.fpga.evaluation.report.LinePlot;
import io.github.fpga.evaluation.report.Part;
import io.github.fpga.evaluation.report.ProtocolPart;
import io.github.fpga.evaluation.report.ReportPage;
import io.github.fpga.evaluation.report.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The page of a suite: a section per table, then how it was done. */
final class SuitePage {

  private static final String FIGURES =
      "Ranges are 95 % intervals by bootstrap over people. A face that is not found counts as wrong"
          + " in every row, but for the copy-paste score, which leaves it out. Arrows point to the"
          + " better values.";

  private static final String GAINS =
      "What '%s' gains over every other row: differences face by face, resampled over people."
          + " Green: better, and the interval leaves out 0. Red: worse. Not corrected for the"
          + " number of comparisons.";

  private static final int MOST_BARS = 3;

  private final Suite suite;
  private final String command;
  private final Map<String, String> facts;
  private final Contacts contacts;
  private final Map<String, Cost> costs;

  /**
   * @param command that does the suite again
   * @param facts versions and checksums
   * @param contacts the pictures
   * @param costs by row
   */
  SuitePage(
      Suite suite,
      String command,
      Map<String, String> facts,
      Contacts contacts,
      Map<String, Cost> costs) {
    this.suite = suite;
    this.command = command;
    this.facts = facts;
    this.contacts = contacts;
    this.costs = Map.copyOf(costs);
  }

  ReportPage page(List<Results> tables, ProtocolPart protocol) {
    ReportPage page =
        new ReportPage("Suite " + suite.name(), suite.title(), suite.lead(), command)
            .add(ReportPage.paragraph(FIGURES));
    suite.notes().forEach(note -> page.add(ReportPage.paragraph(note)));
    for (Results table : tables) {
      section(page, table);
    }
    return page.section("How it was done", protocol, new Facts("Versions and files", facts));
  }

  private void section(ReportPage page, Results table) {
    Experiment experiment = table.experiment();
    page.section(
        experiment.title(),
        ReportPage.paragraph(experiment.text()),
        values(table),
        costs(table),
        ReportPage.paragraph(GAINS.formatted(experiment.ours().words())),
        gains(table),
        ReportPage.plots(plots(table)),
        contacts.grid(table));
  }

  private static List<Metric> metrics(Results table, Slice slice) {
    return table.experiment().metrics().stream()
        .filter(
            metric ->
                table.experiment().rows().stream()
                    .anyMatch(row -> table.mean(row, slice, metric).isPresent()))
        .toList();
  }

  private static Part values(Results table) {
    List<Row> rows = table.experiment().rows();
    IntervalTable html = new IntervalTable(rows.stream().map(Row::words).toList());
    for (Slice slice : table.experiment().slices()) {
      section(html, table, slice);
      for (Metric metric : metrics(table, slice)) {
        html.row(
            metric,
            rows.stream().map(row -> value(table, row, slice, metric)).toArray(Cell[]::new));
      }
    }
    return html;
  }

  private Part costs(Results table) {
    List<Row> rows = table.experiment().rows();
    List<Cost> all = rows.stream().map(row -> costs.get(row.id())).toList();
    return new IntervalTable(rows.stream().map(Row::words).toList())
        .row("Seconds per picture", cells(all, cost -> decimals(cost.seconds(), 2)))
        .row("Milliseconds per step", cells(all, cost -> decimals(1e3 * cost.step(), 1)))
        .row(
            "Parameters trained for control",
            cells(
                all,
                cost ->
                    Double.isNaN(cost.step())
                        ? "–"
                        : String.format(Locale.ROOT, "%,d", cost.parameters())));
  }

  private static Cell[] cells(List<Cost> costs, Function<Cost, String> text) {
    return costs.stream().map(cost -> Cell.text(text.apply(cost))).toArray(Cell[]::new);
  }

  private static String decimals(double value, int decimals) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static void section(IntervalTable html, Results table, Slice slice) {
    int faces = table.of(table.experiment().ours(), slice).size();
    html.section("%s (%d)".formatted(slice.words(), faces));
  }

  private static Cell value(Results table, Row row, Slice slice, Metric metric) {
    return table
        .mean(row, slice, metric)
        .map(mean -> Cell.value(metric, mean.value(), mean.interval()))
        .orElse(Cell.NONE);
  }

  private static Part gains(Results table) {
    List<Row> others =
        table.experiment().rows().stream()
            .filter(row -> !row.equals(table.experiment().ours()))
            .toList();
    IntervalTable html =
        new IntervalTable(others.stream().map(row -> "over " + row.words()).toList());
    for (Slice slice : table.experiment().slices()) {
      section(html, table, slice);
      for (Metric metric : metrics(table, slice)) {
        html.row(
            metric,
            others.stream()
                .map(
                    row ->
                        table
                            .gain(row, slice, metric)
                            .map(gain -> Cell.difference(metric, gain))
                            .orElse(Cell.NONE))
                .toArray(Cell[]::new));
      }
    }
    return html;
  }

  private static Part[] plots(Results table) {
    Slice slice = table.experiment().slices().get(0);
    List<Part> plots = new ArrayList<>();
    for (Metric metric : metrics(table, slice)) {
      if (plots.size() < MOST_BARS) {
        plots.add(
            table.experiment().axis().isEmpty()
                ? bars(table, slice, metric)
                : line(table, slice, metric));
      }
    }
    return plots.toArray(Part[]::new);
  }

  private static Part bars(Results table, Slice slice, Metric metric) {
    BarPlot plot = new BarPlot(title(slice, metric), metric);
    List<Row> rows = table.experiment().rows();
    for (int i = 0; i < rows.size(); i++) {
      Series series = Series.of(i, rows.get(i).words());
      table
          .mean(rows.get(i), slice, metric)
          .ifPresent(mean -> plot.bar(series, mean.value(), mean.interval()));
    }
    return plot;
  }

  private static Part line(Results table, Slice slice, Metric metric) {
    List<Row> swept =
        table.experiment().rows().stream()
            .filter(row -> !Double.isNaN(row.at()) && table.mean(row, slice, metric).isPresent())
            .sorted(Comparator.comparingDouble(Row::at))
            .toList();
    List<Results.Mean> means =
        swept.stream().map(row -> table.mean(row, slice, metric).orElseThrow()).toList();
    return new LinePlot(title(slice, metric), table.experiment().axis(), metric.words())
        .line(
            Series.of(0, table.experiment().title()),
            swept.stream().mapToDouble(Row::at).toArray(),
            means.stream().mapToDouble(Results.Mean::value).toArray(),
            means.stream().mapToDouble(mean -> mean.interval().low()).toArray(),
            means.stream().mapToDouble(mean -> mean.interval().high()).toArray());
  }

  private static String title(Slice slice, Metric metric) {
    return metric.words() + ", " + slice.words();
  }
}
