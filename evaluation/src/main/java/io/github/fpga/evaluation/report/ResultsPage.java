package io.github.fpga.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finished suites as one page of Markdown, runs of one suite pooled. Every number comes from the
 * runs' own files, and what a method loses is told as plainly as what it gains.
 */
public final class ResultsPage {

  private static final String METRICS = "metrics.json";
  private static final String PROTOCOL = "protocol.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SEVERAL =
      "; where a suite was run with several\nseeds, the mean of the runs and the interval of that"
          + " mean, runs being independent";

  /** A finished run: its protocol.json and its metrics.json. */
  private record Run(JsonNode about, Map<String, Double> figures) {

    String suite() {
      return about.at("/protocol/suite").asText();
    }

    String line() {
      JsonNode protocol = about.path("protocol");
      return """
          `%s`; protocol version %d, SHA-256 %s; %d people, seeds %s; program version %s, %s threads.
          """
          .formatted(
              about.path("command").asText(),
              protocol.path("version").asInt(),
              about.path("sha256").asText(),
              protocol.at("/people/count").asInt(),
              protocol.path("seeds"),
              about.at("/facts/version").asText(),
              about.at("/facts/threads").asText());
    }
  }

  private final StringBuilder page = new StringBuilder();

  private ResultsPage() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @param runs folders of finished suites
   * @throws IllegalArgumentException for a folder that holds none
   */
  public static void write(Path file, List<Path> runs) throws IOException {
    ResultsPage results = new ResultsPage();
    Map<String, List<Run>> bySuite = new LinkedHashMap<>();
    for (Path folder : runs) {
      Run run = new Run(read(folder, PROTOCOL), figures(read(folder, METRICS)));
      bySuite.computeIfAbsent(run.suite(), suite -> new ArrayList<>()).add(run);
    }
    results.page.append(
        """
        # Results

        Written by `fpga results` from the files of the runs named below; no number is typed by
        hand. Means with 95 %% intervals by bootstrap over people%s. What rows and metrics are:
        [evaluation.md](evaluation.md), [metrics.md](metrics.md).
        """
            .formatted(runs.size() == bySuite.size() ? "" : SEVERAL));
    bySuite.forEach(results::suite);
    AtomicFiles.writeString(file, results.page.toString());
  }

  private static JsonNode read(Path run, String name) throws IOException {
    Path file = run.resolve(name);
    JsonNode tree = Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : null;
    if (tree == null || name.equals(PROTOCOL) && !tree.at("/protocol/suite").isTextual()) {
      throw new IllegalArgumentException(
          "%s holds no finished suite (%s): run fpga evaluate --suite NAME -o %s to its end"
              .formatted(run, name, run));
    }
    return tree;
  }

  private static Map<String, Double> figures(JsonNode metrics) {
    Map<String, Double> figures = new LinkedHashMap<>();
    metrics
        .fields()
        .forEachRemaining(
            entry -> {
              if (entry.getValue().isNumber()) {
                figures.put(entry.getKey(), entry.getValue().asDouble());
              }
            });
    return figures;
  }

  private void suite(String suite, List<Run> runs) {
    page.append("\n## Suite %s\n".formatted(suite));
    runs.forEach(run -> page.append('\n').append(run.line()));
    Map<String, Double> figures = PooledFigures.of(runs.stream().map(Run::figures).toList());
    Set<String> places = new LinkedHashSet<>();
    figures.keySet().forEach(key -> Figure.parse(key).ifPresent(f -> places.add(place(f))));
    for (String place : places) {
      table(place, figures);
    }
    costs(figures);
    page.append(
        """

        ### What holds, and what does not

        Of the row that a table is about; with the 95 % interval of the difference.

        """);
    Verdict.lines(figures).forEach(line -> page.append("- ").append(line).append('\n'));
  }

  private static String place(Figure figure) {
    return figure.table() + "." + figure.slice();
  }

  /** A row per method, a column per metric: the mean, its interval, and what is gained over it. */
  private void table(String place, Map<String, Double> figures) {
    Set<String> rows = new LinkedHashSet<>();
    Set<Metric> metrics = new LinkedHashSet<>();
    for (String key : figures.keySet()) {
      Figure.parse(key)
          .filter(figure -> place(figure).equals(place))
          .ifPresent(
              figure -> {
                rows.add(figure.row());
                metrics.add(figure.metric());
              });
    }
    page.append("\n### %s\n\n| row |".formatted(place));
    metrics.forEach(metric -> page.append(" %s |".formatted(metric.words())));
    page.append("\n|---|").append("---|".repeat(metrics.size())).append('\n');
    for (String row : rows) {
      page.append("| `%s` |".formatted(row));
      for (Metric metric : metrics) {
        page.append(
            " %s |".formatted(cell(String.join(".", place, row, metric.key()), metric, figures)));
      }
      page.append('\n');
    }
  }

  private static String cell(String key, Metric metric, Map<String, Double> figures) {
    if (!figures.containsKey(key)) {
      return "";
    }
    String mean = Values.text(metric, figures.get(key));
    double low = figures.getOrDefault(key + ".low", Double.NaN);
    double high = figures.getOrDefault(key + ".high", Double.NaN);
    return low == high
        ? mean
        : "%s (%s to %s)".formatted(mean, Values.text(metric, low), Values.text(metric, high));
  }

  private void costs(Map<String, Double> figures) {
    page.append(
        "\n### Costs\n\n| row | seconds per picture | ms per step | parameters for control |\n");
    page.append("|---|---|---|---|\n");
    figures.forEach(
        (key, seconds) -> {
          if (key.startsWith("seconds.")) {
            String row = key.substring("seconds.".length());
            Double step = figures.get("step." + row);
            page.append(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %s | %s |\n",
                    row,
                    seconds,
                    step == null ? "" : String.format(Locale.ROOT, "%.1f", 1e3 * step),
                    step == null ? "" : "%.0f".formatted(figures.get("parameters." + row))));
          }
        });
  }
}
