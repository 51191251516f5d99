package io.github.fpga.evaluation.report;

import io.github.fpga.evaluation.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The key of one figure of a suite, as in {@code comparison.groups.ours-diir.rank1.gain.low}.
 *
 * @param table,slice what it is about
 * @param row the method; its id may hold dots
 * @param part empty for the mean, else one of {@code low}, {@code high}, {@code gain}, {@code
 *     gain.low}, {@code gain.high}, {@code gain.p}
 */
record Figure(String table, String slice, String row, Metric metric, String part) {

  /** The longer ones first, because they end like shorter ones. */
  private static final List<String> PARTS =
      List.of("gain.low", "gain.high", "gain.p", "gain", "low", "high");

  private static final int LEAST = 4;

  /** Reads a key; empty for those that are no figure of a table, such as seconds. */
  static Optional<Figure> parse(String key) {
    String part = PARTS.stream().filter(p -> key.endsWith("." + p)).findFirst().orElse("");
    String mean = part.isEmpty() ? key : key.substring(0, key.length() - part.length() - 1);
    List<String> names = List.of(mean.split("\\."));
    if (names.size() < LEAST) {
      return Optional.empty();
    }
    int last = names.size() - 1;
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.key().equals(names.get(last)))
        .findFirst()
        .map(
            metric ->
                new Figure(
                    names.get(0),
                    names.get(1),
                    String.join(".", names.subList(2, last)),
                    metric,
                    part));
  }
}
