package io.github.fpga.evaluation.metrics;

/**
 * Rank-1: the share of faces whose right person is the most similar of all the judge knows, {@code
 * mean [rank = 1]} with {@code rank = #{j : s_j >= s_right}}. In [0, 1], higher is better; 1 /
 * people by chance. Ties count against the person, so a judge that tells nobody apart scores 0.
 * Source: closed-set identification and its cumulative match characteristic, ISO/IEC 19795-1.
 */
public final class Ranking {

  private Ranking() {}

  /** The rank of a person among all by similarity, from 1; ties count against the person. */
  public static int rank(double[] similarities, int person) {
    int rank = 0;
    for (double similarity : similarities) {
      rank += similarity >= similarities[person] ? 1 : 0;
    }
    return rank;
  }

  /** Whom the face resembles most; the first of several. */
  public static int nearest(double[] similarities) {
    int best = 0;
    for (int i = 1; i < similarities.length; i++) {
      best = similarities[i] > similarities[best] ? i : best;
    }
    return best;
  }
}
