package io.github.fpga.faces;

import java.util.Arrays;
import java.util.List;

/**
 * What a recogniser knows of one face.
 *
 * @param global the embedding, of length 1 in the sense of L2
 * @param local patch features, tokens x channels, row-major; empty if the recogniser has none
 */
public record FaceFeatures(float[] global, float[] local, int tokens, int channels) {

  private static final double ROUNDING = 1e-6;

  public FaceFeatures {
    global = normalised(global);
    local = local.clone();
    if (tokens < 0 || channels < 0 || local.length != (long) tokens * channels) {
      throw new IllegalArgumentException(
          "%d local features are not %d tokens x %d channels"
              .formatted(local.length, tokens, channels));
    }
  }

  @Override
  public float[] global() {
    return global.clone();
  }

  @Override
  public float[] local() {
    return local.clone();
  }

  /** The cosine of the angle between the embeddings, in [-1, 1]. */
  public double similarity(FaceFeatures other) {
    return cosine(global, other.global);
  }

  /**
   * The cosine of the angle between two embeddings of any length.
   *
   * @throws IllegalArgumentException if they have different dimensions or one is zero
   */
  public static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "embeddings of %d and %d dimensions".formatted(a.length, b.length));
    }
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return Math.max(-1, Math.min(1, dot / (norm(a) * norm(b))));
  }

  /**
   * The embedding of a person from several pictures: the weighted mean, scaled to length 1.
   *
   * @param weights one non-negative number per picture
   */
  public static float[] meanGlobal(List<FaceFeatures> faces, double[] weights) {
    if (faces.isEmpty() || faces.size() != weights.length) {
      throw new IllegalArgumentException(
          "one weight per face expected, got %d faces and %d weights"
              .formatted(faces.size(), weights.length));
    }
    float[] sum = new float[faces.get(0).global.length];
    for (int n = 0; n < weights.length; n++) {
      if (!(weights[n] >= 0) || faces.get(n).global.length != sum.length) {
        throw new IllegalArgumentException(
            "face %d: weight %s, %d dimensions instead of %d"
                .formatted(n, weights[n], faces.get(n).global.length, sum.length));
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (weights[n] * faces.get(n).global[i]);
      }
    }
    return normalised(sum);
  }

  /** Leaves what has length 1 as it is, so that features saved and read again are the same bits. */
  private static float[] normalised(float[] values) {
    double norm = norm(values);
    if (Math.abs(norm - 1) < ROUNDING) {
      return values.clone();
    }
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (values[i] / norm);
    }
    return scaled;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float v : values) {
      sum += (double) v * v;
    }
    if (!(sum > 0) || !Double.isFinite(sum)) {
      throw new IllegalArgumentException(
          "an embedding needs finite values that are not all 0, its squared length is " + sum);
    }
    return Math.sqrt(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaceFeatures that
        && tokens == that.tokens
        && channels == that.channels
        && Arrays.equals(global, that.global)
        && Arrays.equals(local, that.local);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(global) + Arrays.hashCode(local);
  }

  @Override
  public String toString() {
    return "FaceFeatures[%d dimensions, %d x %d local]".formatted(global.length, tokens, channels);
  }
}
