package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the row that a table is about stands against another one, in one slice: a difference is clear
 * where the interval of the gain leaves out 0.
 */
final class Verdict {

  /** Bounds of what can be reached, not methods: nothing is claimed against them. */
  private static final Set<String> BOUNDS = Set.of("autoencoder", "truth");

  private final List<String> better = new ArrayList<>();
  private final List<String> worse = new ArrayList<>();
  private final List<String> unclear = new ArrayList<>();

  private Verdict() {}

  /** A line of Markdown for each slice and row that has gains, in the order of the figures. */
  static List<String> lines(Map<String, Double> figures) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (String key : figures.keySet()) {
      Optional<Figure> figure = Figure.parse(key);
      if (figure.isPresent()
          && figure.get().part().equals("gain")
          && !BOUNDS.contains(figure.get().row())) {
        String against =
            "`%s.%s` against `%s`"
                .formatted(figure.get().table(), figure.get().slice(), figure.get().row());
        verdicts
            .computeIfAbsent(against, line -> new Verdict())
            .add(figure.get().metric(), key, figures);
      }
    }
    List<String> lines = new ArrayList<>();
    verdicts.forEach((against, verdict) -> lines.add(against + ": " + verdict.words()));
    return lines;
  }

  private void add(Metric metric, String key, Map<String, Double> figures) {
    double low = figures.getOrDefault(key + ".low", Double.NaN);
    double high = figures.getOrDefault(key + ".high", Double.NaN);
    boolean clear = low > 0 || high < 0;
    boolean gained = metric.better() == Metric.Better.HIGHER ? low > 0 : high < 0;
    String words =
        "%s %s%s (%s to %s)"
            .formatted(
                metric.key(),
                Values.difference(metric, figures.get(key)),
                Values.differenceUnit(metric),
                Values.difference(metric, low),
                Values.difference(metric, high));
    (clear ? gained ? better : worse : unclear).add(clear ? words : metric.key());
  }

  private String words() {
    List<String> parts = new ArrayList<>();
    addIfAny(parts, "**better** in ", better);
    addIfAny(parts, "**worse** in ", worse);
    addIfAny(parts, "no clear difference in ", unclear);
    return String.join("; ", parts);
  }

  private static void addIfAny(List<String> parts, String words, List<String> metrics) {
    if (!metrics.isEmpty()) {
      parts.add(words + String.join(", ", metrics));
    }
  }
}
