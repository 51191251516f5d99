package io.github.fpga.faces;

import java.util.Arrays;
import java.util.List;

/**
 * Which face of a picture is whose: by where the person was asked for and by how alike they are,
 * never by order. Step 1 of DIIR; the cost is our definition.
 *
 * <p>The region costs half of 1 - IoU plus half of the distance of the centres in units of the
 * boxes' mean diagonal, at most 1; the identity costs 1 - cosine, clamped to [0, 1]. A person with
 * both costs their weighted mean, one with a single clue costs that clue.
 */
public final class PersonAssignment {

  private PersonAssignment() {}

  /**
   * A person looked for; either clue may be null, not both.
   *
   * @param region the face box asked for, in pixels of the picture
   * @param embedding of the person, any length
   */
  public record Person(Box region, float[] embedding) {

    public Person {
      if (region == null && embedding == null) {
        throw new IllegalArgumentException("a person needs a region or an embedding");
      }
    }
  }

  /** A face found; the embedding may be null if no person has one. */
  public record Candidate(Box box, float[] embedding) {

    public static Candidate of(Face face) {
      return new Candidate(face.box(), face.features().global());
    }
  }

  /**
   * How clues weigh.
   *
   * @param region the region's share where a person has both clues, in [0, 1]
   * @param reject a face that costs more is not the person's, in [0, 1]
   */
  public record Settings(double region, double reject) {

    /** A broken face in the right place (cost 0.5) is taken, a stranger far away is not. */
    public static final Settings DEFAULT = new Settings(0.5, 0.75);

    public Settings {
      if (!(region >= 0 && region <= 1 && reject >= 0 && reject <= 1)) {
        throw new IllegalArgumentException(
            "region weight and reject cost must be in [0, 1], got %s and %s"
                .formatted(region, reject));
      }
    }
  }

  /** The index of each person's face, -1 for none; no face serves two persons. */
  public static int[] assign(List<Person> persons, List<Candidate> faces, Settings settings) {
    if (faces.isEmpty()) {
      int[] nobody = new int[persons.size()];
      Arrays.fill(nobody, -1);
      return nobody;
    }
    double[][] cost =
        persons.stream()
            .map(
                person ->
                    faces.stream().mapToDouble(face -> cost(person, face, settings)).toArray())
            .toArray(double[][]::new);
    return Assignment.solve(cost, settings.reject());
  }

  public static int[] assign(List<Person> persons, List<Candidate> faces) {
    return assign(persons, faces, Settings.DEFAULT);
  }

  /** What it costs to take a face for a person, in [0, 1]. */
  static double cost(Person person, Candidate face, Settings settings) {
    if (person.embedding() == null) {
      return regionCost(person.region(), face.box());
    }
    if (face.embedding() == null) {
      throw new IllegalArgumentException(
          "a person has an embedding, the face at %s has none".formatted(face.box()));
    }
    double identity = Math.min(1, 1 - FaceFeatures.cosine(person.embedding(), face.embedding()));
    if (person.region() == null) {
      return identity;
    }
    double share = settings.region();
    return share * regionCost(person.region(), face.box()) + (1 - share) * identity;
  }

  private static double regionCost(Box region, Box face) {
    double diagonal =
        (Math.hypot(region.width(), region.height()) + Math.hypot(face.width(), face.height())) / 2;
    double distance = Math.min(1, region.centre().distance(face.centre()) / diagonal);
    return 0.5 * (1 - region.iou(face)) + 0.5 * distance;
  }
}
