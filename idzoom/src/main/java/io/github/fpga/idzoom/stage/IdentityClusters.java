package io.github.fpga.idzoom.stage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds out which faces show the same person: of all groups with similar faces the two are joined
 * for which most speaks ({@link SamePerson}), again and again, as long as enough does. Two faces of
 * one picture are two people. Deterministic; time grows with the number of faces and of the faces
 * of a person, not with pairs. Memory holds the sums of embeddings of the present groups alone.
 */
public final class IdentityClusters {

  private final float[][] embeddings;
  private final SamePerson model;

  /** For each face those that are similar to it, or to which it is. */
  private final int[][] similar;

  /** By their numbers, in the order in which they came to be; null where one was joined since. */
  private final Cluster[] clusters;

  /** For each face the number of its cluster. */
  private final int[] owners;

  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble(Candidate::evidence)
              .reversed()
              .thenComparingInt(Candidate::first)
              .thenComparingInt(Candidate::second));

  /**
   * Faces taken for one person.
   *
   * @param pictures that they are in, ascending
   * @param sum of their embeddings; null for a single face, which has it already
   * @param square the squared length of the sum
   */
  private record Cluster(int[] faces, int[] pictures, double[] sum, double square) {

    boolean sharesPicture(Cluster other) {
      boolean fewer = pictures.length <= other.pictures.length;
      int[] larger = fewer ? other.pictures : pictures;
      return IntStream.of(fewer ? pictures : other.pictures)
          .anyMatch(picture -> Arrays.binarySearch(larger, picture) >= 0);
    }
  }

  /** Two clusters by their numbers. */
  private record Candidate(double evidence, int first, int second) {}

  private IdentityClusters(
      float[][] embeddings, int[] pictures, SamePerson model, int[][] neighbours) {
    this.embeddings = embeddings;
    this.model = model;
    similar = bothWays(neighbours);
    // Each union leaves one cluster less.
    clusters = new Cluster[Math.max(0, 2 * pictures.length - 1)];
    owners = new int[pictures.length];
    for (int face = 0; face < pictures.length; face++) {
      double[] embedding = widened(embeddings[face]);
      clusters[face] =
          new Cluster(
              new int[] {face}, new int[] {pictures[face]}, null, dot(embedding, embedding));
      owners[face] = face;
    }
  }

  /**
   * The number of each face's person, counted from 0 in the order of their first faces.
   *
   * @param embeddings of one recogniser, of length 1
   * @param pictures for each face any number that tells its picture from others
   * @param neighbours for each face similar ones, see {@link SimilarFaces}
   */
  public static long[] of(
      float[][] embeddings, int[] pictures, SamePerson model, int[][] neighbours) {
    if (embeddings.length != pictures.length || neighbours.length != pictures.length) {
      throw new IllegalArgumentException(
          "%d faces of %d pictures with neighbours of %d"
              .formatted(embeddings.length, pictures.length, neighbours.length));
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
    for (int cluster = 0; cluster < owners.length; cluster++) {
      propose(cluster);
    }
    for (int next = owners.length; !queue.isEmpty(); ) {
      Candidate best = queue.remove();
      Cluster first = clusters[best.first()];
      Cluster second = clusters[best.second()];
      boolean stale = first == null || second == null;
      if (!stale && !first.sharesPicture(second)) {
        clusters[best.first()] = null;
        clusters[best.second()] = null;
        clusters[next] = union(first, second);
        for (int face : clusters[next].faces()) {
          owners[face] = next;
        }
        propose(next++);
      }
    }
  }

  /** Candidates are a new cluster and each older one with a similar face. */
  private void propose(int number) {
    Cluster cluster = clusters[number];
    double[] sum = sum(cluster);
    Set<Integer> others = new HashSet<>();
    for (int face : cluster.faces()) {
      for (int other : similar[face]) {
        if (owners[other] < number && others.add(owners[other])) {
          propose(owners[other], number, dot(sum(clusters[owners[other]]), sum));
        }
      }
    }
  }

  private void propose(int first, int second, double dot) {
    Cluster one = clusters[first];
    Cluster other = clusters[second];
    double evidence =
        model.evidence(one.faces().length, one.square(), other.faces().length, other.square(), dot);
    if (evidence >= model.least()) {
      queue.add(new Candidate(evidence, first, second));
    }
  }

  private Cluster union(Cluster first, Cluster second) {
    double[] sum = sum(first).clone();
    double[] more = sum(second);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    int[] pictures = joined(first.pictures(), second.pictures());
    Arrays.sort(pictures);
    return new Cluster(joined(first.faces(), second.faces()), pictures, sum, dot(sum, sum));
  }

  private double[] sum(Cluster cluster) {
    return cluster.sum() == null ? widened(embeddings[cluster.faces()[0]]) : cluster.sum();
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }

  private static double dot(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }

  private static int[] joined(int[] first, int[] second) {
    int[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private long[] numbers() {
    int[] people = new int[clusters.length];
    Arrays.fill(people, -1);
    long[] numbers = new long[owners.length];
    int next = 0;
    for (int face = 0; face < owners.length; face++) {
      if (people[owners[face]] < 0) {
        people[owners[face]] = next++;
      }
      numbers[face] = people[owners[face]];
    }
    return numbers;
  }
}
