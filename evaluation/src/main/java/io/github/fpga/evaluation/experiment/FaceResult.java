package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;

/**
 * What came of one person in one picture of one row.
 *
 * @param row that made the picture
 * @param trial what it was given
 * @param values of the person
 * @param picture its file below the suite's folder
 */
public record FaceResult(Row row, Trial trial, FaceValues values, String picture) {

  /** The index of the person among the suite's people. */
  public int person() {
    return trial.scene().people().get(values.place());
  }

  /** What belongs together in a paired comparison: one person, scene, noise and input. */
  String pair() {
    return trial.id() + " " + values.place();
  }

  /** The value of a metric, NaN where the face has none. */
  public double of(Metric metric) {
    return values.metrics().getOrDefault(metric.key(), Double.NaN);
  }
}
