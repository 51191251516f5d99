package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.FaceFeatures;
import java.util.List;

/** What the judge knows of the people: one embedding each, the mean of their gallery pictures. */
public final class Galleries {

  private final List<float[]> people;

  /**
   * @param people embeddings of length 1
   */
  public Galleries(List<float[]> people) {
    this.people = List.copyOf(people);
  }

  /** How many people there are. */
  public int size() {
    return people.size();
  }

  /** The cosine to each person, in [-1, 1]. */
  public double[] similarities(FaceFeatures face) {
    return people.stream().mapToDouble(p -> FaceFeatures.cosine(face.global(), p)).toArray();
  }

  /** The rank of a person among all by similarity, from 1; ties count against the person. */
  public static int rank(double[] similarities, int person) {
    int rank = 0;
    for (double similarity : similarities) {
      rank += similarity >= similarities[person] ? 1 : 0;
    }
    return rank;
  }

  /** Whom the face resembles most. */
  public static int nearest(double[] similarities) {
    int best = 0;
    for (int i = 1; i < similarities.length; i++) {
      best = similarities[i] > similarities[best] ? i : best;
    }
    return best;
  }

  /** Whether another of the people of the picture is at least as similar as the right one. */
  public static boolean mixed(double[] similarities, int person, List<Integer> inPicture) {
    return inPicture.stream()
        .anyMatch(other -> other != person && similarities[other] >= similarities[person]);
  }
}
