package io.github.fpga.evaluation.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics of one person in one picture.
 *
 * @param place of the person in the scene, from 0
 * @param metrics by the keys of {@link io.github.fpga.evaluation.metrics.Metric}; what has no value
 *     is left out
 */
public record FaceValues(int place, Map<String, Double> metrics) {

  /** Copies the map. */
  public FaceValues {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
