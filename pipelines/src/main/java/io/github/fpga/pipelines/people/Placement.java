package io.github.fpga.pipelines.people;

import io.github.fpga.pipelines.layout.Region;
import java.util.Objects;

/**
 * A person in a picture.
 *
 * @param person who
 * @param region the face box; null for wherever the layout (or, in restoring, the likeness) says
 * @param prompt what this person wears or does, as in {@code red dress, smiling}; empty for nothing
 * @param weight strength of the identity in [0, 3]: 1 as trained, 0 switches it off
 */
public record Placement(Person person, Region region, String prompt, double weight) {

  private static final double STRONGEST = 3;

  /** Throws IllegalArgumentException for a weight out of range. */
  public Placement {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(prompt, "prompt");
    if (!(weight >= 0 && weight <= STRONGEST)) {
      throw new IllegalArgumentException(
          "the weight of %s must be in [0, %.0f], got %s"
              .formatted(person.name(), STRONGEST, weight));
    }
  }

  /** A person anywhere. */
  public static Placement of(Person person) {
    return new Placement(person, null, "", 1);
  }

  /** A person whose face is in a region. */
  public static Placement of(Person person, Region region) {
    return new Placement(person, region, "", 1);
  }

  public Placement withRegion(Region newRegion) {
    return new Placement(person, newRegion, prompt, weight);
  }

  public Placement withPrompt(String newPrompt) {
    return new Placement(person, region, newPrompt, weight);
  }

  public Placement withWeight(double newWeight) {
    return new Placement(person, region, prompt, newWeight);
  }
}
