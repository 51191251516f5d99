package io.github.fpga.idzoom.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides faces into groups that cannot share a person. Average linkage joins two groups only if
 * their mean similarity reaches a threshold, and then some pair of them does: so every cluster lies
 * within one component of the graph of similar pairs, and components can be clustered apart with
 * the same result. Pairs are looked for in blocks, which can be shared among machines.
 */
public final class SimilarFaces {

  /** Sums in another order may differ by as much. */
  private static final double ROUNDING = 1e-9;

  private final int[] parents;

  private SimilarFaces(int faces) {
    parents = new int[faces];
    for (int i = 0; i < faces; i++) {
      parents[i] = i;
    }
  }

  /**
   * Pairs that connect all similar pairs between two ranges of faces: at most one per face.
   *
   * @param embeddings of length 1
   * @param threshold on the cosine
   * @return indices of faces, two for each pair
   */
  public static int[] pairs(
      float[][] embeddings, int from, int to, int otherFrom, int otherTo, double threshold) {
    SimilarFaces work = new SimilarFaces(embeddings.length);
    List<Integer> pairs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      for (int j = Math.max(i + 1, otherFrom); j < otherTo; j++) {
        if (dot(embeddings[i], embeddings[j]) >= threshold - ROUNDING && work.join(i, j)) {
          pairs.add(i);
          pairs.add(j);
        }
      }
    }
    return pairs.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * For each face the number of its component.
   *
   * @param pairs of all blocks, as {@link #pairs} finds them
   */
  public static int[] components(int faces, List<int[]> pairs) {
    SimilarFaces work = new SimilarFaces(faces);
    for (int[] block : pairs) {
      for (int i = 0; i < block.length; i += 2) {
        work.join(block[i], block[i + 1]);
      }
    }
    int[] components = new int[faces];
    for (int i = 0; i < faces; i++) {
      components[i] = work.root(i);
    }
    return components;
  }

  /** False if they were together already. */
  private boolean join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    return rootA != rootB;
  }

  private int root(int node) {
    int at = node;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
