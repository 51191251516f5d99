package io.github.fpga.evaluation;

import io.github.fpga.evaluation.metrics.FaceScore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out.
 *
 * @param metrics the figures of {@code metrics.json}, by their flat keys; NaN where there is none
 * @param faces every person in every picture
 * @param report the page
 */
public record EvaluationResult(Map<String, Double> metrics, List<FaceScore> faces, Path report) {

  /** Copies list and map. */
  public EvaluationResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    faces = List.copyOf(faces);
  }
}
