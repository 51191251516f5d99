package io.github.fpga.pipelines.people;

import io.github.fpga.pipelines.layout.Region;
import java.util.Objects;

/**
 * A person in a picture.
 *
 * @param person who
 * @param region the face box; null for wherever the layout (or, in restoring, the likeness) says
 * @param prompt what this person wears or does, as in {@code red dress, smiling}; empty for nothing
 * @param weight how strongly the identity acts
 * @param lora changes the networks where this person is; null for none
 */
public record Placement(
    Person person, Region region, String prompt, IdentityWeight weight, LoraFile lora) {

  private static final IdentityWeight TRAINED = IdentityWeight.steady(1);

  /** Rejects nulls, but for region and LoRA. */
  public Placement {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(weight, "weight");
  }

  /** A person anywhere. */
  public static Placement of(Person person) {
    return new Placement(person, null, "", TRAINED, null);
  }

  /** A person whose face is in a region. */
  public static Placement of(Person person, Region region) {
    return new Placement(person, region, "", TRAINED, null);
  }

  public Placement withRegion(Region newRegion) {
    return new Placement(person, newRegion, prompt, weight, lora);
  }

  public Placement withPrompt(String newPrompt) {
    return new Placement(person, region, newPrompt, weight, lora);
  }

  /** With the same strength in all steps; throws IllegalArgumentException for one out of range. */
  public Placement withWeight(double newWeight) {
    return withWeight(IdentityWeight.steady(newWeight));
  }

  public Placement withWeight(IdentityWeight newWeight) {
    return new Placement(person, region, prompt, newWeight, lora);
  }

  /** With a LoRA of this person's own; null for none. */
  public Placement withLora(LoraFile newLora) {
    return new Placement(person, region, prompt, weight, newLora);
  }
}
