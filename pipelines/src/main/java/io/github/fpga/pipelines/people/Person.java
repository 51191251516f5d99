package io.github.fpga.pipelines.people;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.fpga.faces.FaceFeatures;
import java.util.List;
import java.util.Objects;

/**
 * Somebody to portray.
 *
 * @param name for messages and reports, not empty
 * @param references at least one, all by the same recogniser
 * @param origin the files it was read from; null for one made from pictures in memory, whose
 *     portraits cannot be made again from their provenance alone
 */
@JsonSerialize(using = PersonJson.Writer.class)
@JsonDeserialize(using = PersonJson.Reader.class)
public record Person(String name, List<Reference> references, Origin origin) {

  /** Copies the list; throws IllegalArgumentException where references are missing or unlike. */
  public Person {
    Objects.requireNonNull(name, "name");
    references = List.copyOf(references);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a person needs a name");
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("%s needs at least one reference".formatted(name));
    }
    FaceFeatures first = references.get(0).features();
    for (Reference reference : references) {
      FaceFeatures other = reference.features();
      if (other.global().length != first.global().length
          || other.tokens() != first.tokens()
          || other.channels() != first.channels()) {
        throw new IllegalArgumentException(
            "the references of %s come from different recognisers: %s and %s"
                .formatted(name, first, other));
      }
    }
  }

  /** A person from features made in memory, all of the same weight. */
  public static Person of(String name, List<FaceFeatures> references) {
    return new Person(
        name, references.stream().map(features -> new Reference(features, 1)).toList(), null);
  }

  /** The same under another name. */
  public Person withName(String newName) {
    return new Person(newName, references, origin);
  }

  /** The same as read from these files. */
  public Person withOrigin(Origin newOrigin) {
    return new Person(name, references, newOrigin);
  }

  /**
   * What identifies the person: the weighted mean of the embeddings, of length 1, and the weighted
   * mean of the local features, token by token (faces are aligned, so a token means a place).
   */
  public FaceFeatures features() {
    List<FaceFeatures> faces = references.stream().map(Reference::features).toList();
    double[] weights = references.stream().mapToDouble(Reference::weight).toArray();
    float[] local = new float[faces.get(0).local().length];
    double total = 0;
    for (int n = 0; n < weights.length; n++) {
      total += weights[n];
    }
    for (int n = 0; n < weights.length; n++) {
      float[] one = faces.get(n).local();
      for (int i = 0; i < local.length; i++) {
        local[i] += (float) (weights[n] / total * one[i]);
      }
    }
    FaceFeatures first = faces.get(0);
    return new FaceFeatures(
        FaceFeatures.meanGlobal(faces, weights), local, first.tokens(), first.channels());
  }
}
