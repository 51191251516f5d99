package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import java.util.List;

/**
 * One table: methods that get the same trials.
 *
 * @param id its part of the keys of figures
 * @param title its heading
 * @param text what is asked, and what each row is
 * @param trials the same for every row
 * @param rows in the order of the columns; one of them is {@code ours}
 * @param ours the row that all others are compared with
 * @param slices parts of the faces, the most important first
 * @param metrics in the order of the table
 * @param axis what the places of a sweep mean; empty where it is none
 */
public record Experiment(
    String id,
    String title,
    String text,
    List<Trial> trials,
    List<Row> rows,
    Row ours,
    List<Slice> slices,
    List<Metric> metrics,
    String axis) {

  /** Copies the lists; throws IllegalArgumentException where a row is missing or there twice. */
  public Experiment {
    trials = List.copyOf(trials);
    rows = List.copyOf(rows);
    slices = List.copyOf(slices);
    metrics = List.copyOf(metrics);
    if (!rows.contains(ours) || rows.stream().map(Row::id).distinct().count() != rows.size()) {
      throw new IllegalArgumentException(
          "the table %s needs different rows and %s among them, got %s"
              .formatted(id, ours.id(), rows.stream().map(Row::id).toList()));
    }
  }
}
