package io.github.fpga.idzoom.record;

import io.github.fpga.faces.FaceFeatures;
import java.util.Arrays;

/**
 * What one recogniser says of a face. Embeddings of different recognisers cannot be compared.
 *
 * @param recogniser its name, not blank
 * @param values of length 1 in the sense of L2, within 0.001
 */
public record Embedding(String recogniser, float[] values) {

  private static final double TOLERANCE = 1e-3;

  public Embedding {
    values = values.clone();
    double square = 0;
    for (float value : values) {
      square += (double) value * value;
    }
    if (recogniser.isBlank()) {
      throw new IllegalArgumentException("an embedding needs the name of its recogniser");
    }
    if (!(Math.abs(Math.sqrt(square) - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "an embedding of %d dimensions has length %s instead of 1"
              .formatted(values.length, Math.sqrt(square)));
    }
  }

  /** The global part of a recogniser's features. */
  public static Embedding of(String recogniser, FaceFeatures features) {
    return new Embedding(recogniser, features.global());
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  /**
   * The cosine of the angle between the embeddings, in [-1, 1].
   *
   * @throws IllegalArgumentException if they come from different recognisers
   */
  public double similarity(Embedding other) {
    if (!recogniser.equals(other.recogniser)) {
      throw new IllegalArgumentException(
          "embeddings of %s and %s cannot be compared".formatted(recogniser, other.recogniser));
    }
    return FaceFeatures.cosine(values, other.values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && recogniser.equals(that.recogniser)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * recogniser.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[%s, %d dimensions]".formatted(recogniser, values.length);
  }
}
