package io.github.fpga.idzoom.stage;

import io.github.fpga.idzoom.record.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Finds out which faces show the same person: of all groups with similar faces the two are joined
 * for which most speaks ({@link SamePerson}), again and again, as long as enough does. Two faces of
 * one picture are two people. Deterministic; time grows with the number of faces and of the faces
 * of a person, not with pairs.
 */
public final class IdentityClusters {

  private final SamePerson model;

  /** For each face those that are similar to it, or to which it is. */
  private final int[][] similar;

  /** For each face its cluster. */
  private final Cluster[] clusters;

  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble(Candidate::evidence)
              .reversed()
              .thenComparingInt(candidate -> candidate.first().number)
              .thenComparingInt(candidate -> candidate.second().number));

  private int next;

  /** Faces taken for one person. */
  private static final class Cluster {
    private final int number;
    private final List<Integer> faces = new ArrayList<>();
    private final Set<Integer> pictures = new HashSet<>();
    private final double[] sum;
    private double square;
    private boolean joined;

    Cluster(int number, int dimensions) {
      this.number = number;
      sum = new double[dimensions];
    }

    void measure() {
      square = dot(this);
    }

    double dot(Cluster other) {
      double dot = 0;
      for (int i = 0; i < sum.length; i++) {
        dot += sum[i] * other.sum[i];
      }
      return dot;
    }

    boolean sharesPicture(Cluster other) {
      boolean fewer = pictures.size() <= other.pictures.size();
      Set<Integer> larger = fewer ? other.pictures : pictures;
      return (fewer ? pictures : other.pictures).stream().anyMatch(larger::contains);
    }
  }

  private record Candidate(double evidence, Cluster first, Cluster second) {}

  private IdentityClusters(
      List<Embedding> embeddings, int[] pictures, SamePerson model, int[][] neighbours) {
    this.model = model;
    similar = bothWays(neighbours);
    clusters = new Cluster[pictures.length];
    for (int face = 0; face < pictures.length; face++) {
      // Refuses other recognisers.
      embeddings.get(0).similarity(embeddings.get(face));
      float[] values = embeddings.get(face).values();
      Cluster cluster = new Cluster(next++, values.length);
      cluster.faces.add(face);
      cluster.pictures.add(pictures[face]);
      for (int i = 0; i < values.length; i++) {
        cluster.sum[i] = values[i];
      }
      cluster.measure();
      clusters[face] = cluster;
    }
  }

  /**
   * The number of each face's person, counted from 0 in the order of their first faces.
   *
   * @param embeddings of one recogniser
   * @param pictures for each face any number that tells its picture from others
   * @param neighbours for each face similar ones, see {@link SimilarFaces}
   */
  public static long[] of(
      List<Embedding> embeddings, int[] pictures, SamePerson model, int[][] neighbours) {
    if (embeddings.size() != pictures.length || neighbours.length != pictures.length) {
      throw new IllegalArgumentException(
          "%d faces of %d pictures with neighbours of %d"
              .formatted(embeddings.size(), pictures.length, neighbours.length));
    }
    IdentityClusters work = new IdentityClusters(embeddings, pictures, model, neighbours);
    work.join();
    return work.numbers();
  }

  private static int[][] bothWays(int[][] neighbours) {
    int[] counts = new int[neighbours.length];
    for (int face = 0; face < neighbours.length; face++) {
      counts[face] += neighbours[face].length;
      for (int other : neighbours[face]) {
        counts[other]++;
      }
    }
    int[][] both = new int[neighbours.length][];
    Arrays.setAll(both, face -> new int[counts[face]]);
    for (int face = 0; face < neighbours.length; face++) {
      for (int other : neighbours[face]) {
        both[face][--counts[face]] = other;
        both[other][--counts[other]] = face;
      }
    }
    return both;
  }

  private void join() {
    for (Cluster cluster : clusters) {
      propose(cluster);
    }
    while (!queue.isEmpty()) {
      Candidate best = queue.remove();
      boolean stale = best.first().joined || best.second().joined;
      if (!stale && !best.first().sharesPicture(best.second())) {
        propose(union(best.first(), best.second()));
      }
    }
  }

  /** Candidates are a new cluster and each older one with a similar face. */
  private void propose(Cluster cluster) {
    Set<Cluster> others = new HashSet<>();
    for (int face : cluster.faces) {
      for (int other : similar[face]) {
        if (clusters[other].number < cluster.number && others.add(clusters[other])) {
          propose(clusters[other], cluster);
        }
      }
    }
  }

  private void propose(Cluster first, Cluster second) {
    double evidence =
        model.evidence(
            first.faces.size(),
            first.square,
            second.faces.size(),
            second.square,
            first.dot(second));
    if (evidence >= model.least()) {
      queue.add(new Candidate(evidence, first, second));
    }
  }

  private Cluster union(Cluster first, Cluster second) {
    Cluster union = new Cluster(next++, first.sum.length);
    for (Cluster part : List.of(first, second)) {
      union.faces.addAll(part.faces);
      union.pictures.addAll(part.pictures);
      for (int i = 0; i < union.sum.length; i++) {
        union.sum[i] += part.sum[i];
      }
      part.joined = true;
    }
    union.measure();
    union.faces.forEach(face -> clusters[face] = union);
    return union;
  }

  private long[] numbers() {
    Map<Cluster, Long> order = new HashMap<>();
    return Arrays.stream(clusters)
        .mapToLong(cluster -> order.computeIfAbsent(cluster, any -> (long) order.size()))
        .toArray();
  }
}
