package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One picture whose faces are to be restored.
 *
 * @param picture of any size
 * @param people who is in it; each takes at most one face, by region (where given) and likeness
 * @param prompt what the picture shows; empty for the family's own words for a face
 * @param style words of the picture's style, as in {@code watercolour}; empty for none
 * @param options how
 * @param seed of the fresh noise
 */
public record RestoreRequest(
    InputPicture picture,
    List<Placement> people,
    String prompt,
    String style,
    RestoreOptions options,
    long seed) {

  /** Copies the list; throws IllegalArgumentException where nobody is given or regions overlap. */
  public RestoreRequest {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(options, "options");
    people = List.copyOf(people);
    if (people.isEmpty()) {
      throw new IllegalArgumentException("restoring needs at least one person");
    }
    List<Region> regions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Placement placement : people) {
      if (placement.region() != null) {
        regions.add(placement.region());
        names.add(placement.person().name());
      }
    }
    Region.requireApart(regions, names);
  }

  /** With default options, no prompt and seed 0. */
  public static RestoreRequest of(InputPicture picture, Placement... people) {
    return new RestoreRequest(picture, List.of(people), "", "", RestoreOptions.DEFAULT, 0);
  }

  public RestoreRequest withPicture(InputPicture newPicture) {
    return new RestoreRequest(newPicture, people, prompt, style, options, seed);
  }

  public RestoreRequest withPeople(List<Placement> newPeople) {
    return new RestoreRequest(picture, newPeople, prompt, style, options, seed);
  }

  public RestoreRequest withPrompt(String newPrompt) {
    return new RestoreRequest(picture, people, newPrompt, style, options, seed);
  }

  public RestoreRequest withStyle(String newStyle) {
    return new RestoreRequest(picture, people, prompt, newStyle, options, seed);
  }

  public RestoreRequest withOptions(RestoreOptions newOptions) {
    return new RestoreRequest(picture, people, prompt, style, newOptions, seed);
  }

  public RestoreRequest withSeed(long newSeed) {
    return new RestoreRequest(picture, people, prompt, style, options, newSeed);
  }
}
