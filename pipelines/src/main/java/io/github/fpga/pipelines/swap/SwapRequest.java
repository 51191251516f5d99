package io.github.fpga.pipelines.swap;

import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.people.Person;
import java.util.Objects;

/**
 * One face to be given to another person.
 *
 * @param picture of any size
 * @param face which one, from 1, counted from the left
 * @param person whose face it becomes
 * @param prompt what the picture shows; empty for the family's own words for a face
 * @param style words of the picture's style; empty for none
 * @param options how; {@link RestoreOptions#SWAP} to start from
 * @param seed of the fresh noise
 */
public record SwapRequest(
    InputPicture picture,
    int face,
    Person person,
    String prompt,
    String style,
    RestoreOptions options,
    long seed) {

  /** Throws IllegalArgumentException for a face below 1. */
  public SwapRequest {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(options, "options");
    if (face < 1) {
      throw new IllegalArgumentException("faces count from 1, from the left; got " + face);
    }
  }

  /** With the swap's own options, no prompt and seed 0. */
  public static SwapRequest of(InputPicture picture, int face, Person person) {
    return new SwapRequest(picture, face, person, "", "", RestoreOptions.SWAP, 0);
  }

  public SwapRequest withPrompt(String newPrompt) {
    return new SwapRequest(picture, face, person, newPrompt, style, options, seed);
  }

  public SwapRequest withStyle(String newStyle) {
    return new SwapRequest(picture, face, person, prompt, newStyle, options, seed);
  }

  public SwapRequest withOptions(RestoreOptions newOptions) {
    return new SwapRequest(picture, face, person, prompt, style, newOptions, seed);
  }

  public SwapRequest withSeed(long newSeed) {
    return new SwapRequest(picture, face, person, prompt, style, options, newSeed);
  }
}
