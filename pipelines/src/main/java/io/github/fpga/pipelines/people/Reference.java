package io.github.fpga.pipelines.people;

import io.github.fpga.faces.FaceFeatures;
import java.util.Objects;

/**
 * One picture of a person, as the recogniser sees it.
 *
 * @param features global and local features of the face
 * @param weight how much it counts in the mean, above 0
 */
public record Reference(FaceFeatures features, double weight) {

  /** Throws IllegalArgumentException for a weight that is not above 0. */
  public Reference {
    Objects.requireNonNull(features, "features");
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a reference's weight must be above 0, got " + weight);
    }
  }
}
