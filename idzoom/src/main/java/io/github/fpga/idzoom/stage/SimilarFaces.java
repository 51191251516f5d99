package io.github.fpga.idzoom.stage;

import java.util.Arrays;

/**
 * Finds the faces that are most like each face. Only these are candidates for one person, so that
 * clustering a million faces need not look at all pairs again. Ranges of faces can be shared among
 * machines.
 */
public final class SimilarFaces {

  /** How many are kept of each face. */
  public static final int MOST = 16;

  private SimilarFaces() {}

  /**
   * For each face of a range the most similar ones of all, the most similar first; of equally
   * similar ones those with the lower index.
   *
   * @param embeddings of length 1
   * @param from first face of the range
   * @param to one past the last
   * @param least the cosine that they must have
   * @return indices, at most {@value #MOST} for each face
   */
  public static int[][] neighbours(float[][] embeddings, int from, int to, double least) {
    int[][] neighbours = new int[to - from][];
    int[] found = new int[MOST];
    double[] cosines = new double[MOST];
    for (int face = from; face < to; face++) {
      int count = 0;
      for (int other = 0; other < embeddings.length; other++) {
        double cosine = dot(embeddings[face], embeddings[other]);
        boolean wanted = cosine >= least && (count < MOST || cosine > cosines[MOST - 1]);
        if (wanted && other != face) {
          count = Math.min(MOST, count + 1);
          int at = count - 1;
          while (at > 0 && cosines[at - 1] < cosine) {
            found[at] = found[at - 1];
            cosines[at] = cosines[at - 1];
            at--;
          }
          found[at] = other;
          cosines[at] = cosine;
        }
      }
      neighbours[face - from] = Arrays.copyOf(found, count);
    }
    return neighbours;
  }

  /** In four sums, which processors add side by side; always in the same order. */
  private static double dot(float[] a, float[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = a.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      first += (double) a[i] * b[i];
      second += (double) a[i + 1] * b[i + 1];
      third += (double) a[i + 2] * b[i + 2];
      fourth += (double) a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < a.length; i++) {
      first += (double) a[i] * b[i];
    }
    return first + second + (third + fourth);
  }
}
