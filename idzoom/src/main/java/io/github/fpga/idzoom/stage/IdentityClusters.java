package io.github.fpga.idzoom.stage;

import io.github.fpga.idzoom.record.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which faces show the same person: average-linkage clustering by cosine, with the rule
 * that two faces of one picture are two people. Deterministic; time grows with the square of the
 * number of faces.
 */
public final class IdentityClusters {

  private final double threshold;
  private final List<Cluster> clusters = new ArrayList<>();

  /** Faces taken for one person; with unit vectors, sums give mean similarities of all pairs. */
  private static final class Cluster {
    private final List<Integer> faces = new ArrayList<>();
    private final Set<Integer> pictures = new HashSet<>();
    private final double[] sum;
    private Cluster nearest;
    private double similarity;

    Cluster(int face, int picture, float[] values) {
      faces.add(face);
      pictures.add(picture);
      sum = new double[values.length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = values[i];
      }
    }

    boolean sharesPicture(Cluster other) {
      return pictures.stream().anyMatch(other.pictures::contains);
    }

    double similarity(Cluster other) {
      double dot = 0;
      for (int i = 0; i < sum.length; i++) {
        dot += sum[i] * other.sum[i];
      }
      return dot / ((double) faces.size() * other.faces.size());
    }

    void absorb(Cluster other) {
      faces.addAll(other.faces);
      pictures.addAll(other.pictures);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.sum[i];
      }
    }
  }

  private IdentityClusters(double threshold) {
    this.threshold = threshold;
  }

  /**
   * The number of each face's person, counted from 0 in the order of their first faces.
   *
   * @param embeddings of one recogniser
   * @param pictures for each face any number that tells its picture from others
   * @param threshold the least mean cosine between the faces of two groups to be one person; 0.65
   *     for the bundled recogniser, see {@code docs/idzoom.md}
   */
  public static long[] of(List<Embedding> embeddings, int[] pictures, double threshold) {
    if (embeddings.size() != pictures.length || !(threshold > -1 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "%d faces of %d pictures, threshold %s"
              .formatted(embeddings.size(), pictures.length, threshold));
    }
    IdentityClusters work = new IdentityClusters(threshold);
    for (int i = 0; i < pictures.length; i++) {
      // Refuses other recognisers.
      embeddings.get(0).similarity(embeddings.get(i));
      work.clusters.add(new Cluster(i, pictures[i], embeddings.get(i).values()));
    }
    work.merge();
    return work.numbers(pictures.length);
  }

  /**
   * The same numbers from the clusters of {@link SimilarFaces} components, which are far smaller
   * than the whole: faces of different ones are never one person.
   *
   * @param components for each face the number of its component
   */
  public static long[] of(
      List<Embedding> embeddings, int[] pictures, double threshold, int[] components) {
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < components.length; i++) {
      members.computeIfAbsent(components[i], component -> new ArrayList<>()).add(i);
    }
    long[] numbers = new long[components.length];
    long next = 0;
    for (List<Integer> faces : members.values()) {
      long[] within =
          of(
              faces.stream().map(embeddings::get).toList(),
              faces.stream().mapToInt(face -> pictures[face]).toArray(),
              threshold);
      for (int i = 0; i < within.length; i++) {
        numbers[faces.get(i)] = next + within[i];
      }
      next += Arrays.stream(within).max().orElseThrow() + 1;
    }
    return byFirstFace(numbers);
  }

  private static long[] byFirstFace(long[] numbers) {
    Map<Long, Long> order = new HashMap<>();
    return Arrays.stream(numbers)
        .map(number -> order.computeIfAbsent(number, any -> (long) order.size()))
        .toArray();
  }

  private void merge() {
    clusters.forEach(this::findNearest);
    while (true) {
      Cluster best = null;
      for (Cluster cluster : clusters) {
        if (cluster.nearest != null && (best == null || cluster.similarity > best.similarity)) {
          best = cluster;
        }
      }
      if (best == null) {
        return;
      }
      Cluster other = best.nearest;
      best.absorb(other);
      clusters.remove(other);
      // The similarity to a union lies between those to its parts, so nobody else gets nearer.
      for (Cluster cluster : clusters) {
        if (cluster == best || cluster.nearest == best || cluster.nearest == other) {
          findNearest(cluster);
        }
      }
    }
  }

  private void findNearest(Cluster cluster) {
    cluster.nearest = null;
    cluster.similarity = threshold;
    for (Cluster other : clusters) {
      if (other != cluster) {
        double similarity = cluster.similarity(other);
        boolean nearer =
            similarity > cluster.similarity
                || cluster.nearest == null && similarity == cluster.similarity;
        // Asked last: few are nearer.
        if (nearer && !cluster.sharesPicture(other)) {
          cluster.nearest = other;
          cluster.similarity = similarity;
        }
      }
    }
  }

  private long[] numbers(int faces) {
    long[] numbers = new long[faces];
    clusters.sort(Comparator.comparing(cluster -> Collections.min(cluster.faces)));
    for (int number = 0; number < clusters.size(); number++) {
      for (int face : clusters.get(number).faces) {
        numbers[face] = number;
      }
    }
    return numbers;
  }
}
