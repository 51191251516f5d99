package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.FaceFeatures;
import java.util.List;

/**
 * What the judge knows of the people: one embedding each, the mean of their gallery pictures.
 *
 * <p>Judge similarity is the cosine of the angle between the embedding of a face and the person's,
 * in [-1, 1], higher is better; how the angle tells people apart: ArcFace, arXiv 1801.07698.
 */
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
}
