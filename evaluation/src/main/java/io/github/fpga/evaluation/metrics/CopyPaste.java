package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.FaceFeatures;
import java.util.List;

/**
 * Copy-paste score: whether a generated face g is nearer to the reference picture r than to another
 * true picture t of the same person, {@code (theta_gt - theta_gr) / theta_tr} with the angles
 * between embeddings in radians. In [-1, 1] by the triangle inequality on the sphere: 1 repeats the
 * reference, -1 is the other picture, 0 is as far from both; lower is better. It changes its sign
 * where r and t change places, and says nothing of faces that resemble nobody, so read it beside
 * the similarity. Source: WithAnyone, arXiv 2510.14975, {@code copy_geo} of MultiID-Bench, whose
 * score is 0 where r and t have one embedding.
 */
public final class CopyPaste {

  /** Pictures whose embeddings are nearer than this, in radians, are one. */
  private static final double SAME = 1e-6;

  private CopyPaste() {}

  /**
   * The score of one face, from embeddings of any length.
   *
   * @param generated of the face that was made
   * @param truth of another true picture of the person, which no generator has seen
   * @param reference of the picture the generator was given
   */
  public static double of(float[] generated, float[] truth, float[] reference) {
    double apart = angle(truth, reference);
    if (apart < SAME) {
      return 0;
    }
    double score = (angle(generated, truth) - angle(generated, reference)) / apart;
    return Math.max(-1, Math.min(1, score));
  }

  /**
   * The score against the reference that the face is nearest to. The benchmark has one reference a
   * person; that a copy of any of several counts is our reading.
   *
   * @throws IllegalArgumentException without references
   */
  public static double ofNearest(float[] generated, float[] truth, List<float[]> references) {
    float[] nearest =
        references.stream()
            .reduce((a, b) -> angle(generated, b) < angle(generated, a) ? b : a)
            .orElseThrow(() -> new IllegalArgumentException("a reference is needed, got none"));
    return of(generated, truth, nearest);
  }

  private static double angle(float[] a, float[] b) {
    return Math.acos(FaceFeatures.cosine(a, b));
  }
}
