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
  private final List<List<float[]>> references;

  /**
   * @param people embeddings of length 1
   * @param references of each person, the embeddings of the pictures that generators get
   */
  public Galleries(List<float[]> people, List<List<float[]>> references) {
    this.people = List.copyOf(people);
    this.references = references.stream().map(List::copyOf).toList();
  }

  /** How many people there are. */
  public int size() {
    return people.size();
  }

  /** The embeddings of the pictures of a person that generators get. */
  List<float[]> references(int person) {
    return references.get(person);
  }

  /** The cosine to each person, in [-1, 1]. */
  public double[] similarities(FaceFeatures face) {
    return people.stream().mapToDouble(p -> FaceFeatures.cosine(face.global(), p)).toArray();
  }
}
