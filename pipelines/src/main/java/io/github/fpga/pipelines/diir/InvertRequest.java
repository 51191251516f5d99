package io.github.fpga.pipelines.diir;

import java.util.Objects;

/**
 * A reconstruction after inversion, to look at: encode, invert up to the strength, denoise the same
 * way back without identity, mask, replay, fresh noise and guidance, decode.
 *
 * @param picture of any size
 * @param face which face's crop, from 1, counted from the left; 0 for the whole picture (scaled
 *     down to the family's size where it is larger)
 * @param prompt empty for the family's own words
 * @param style words of the picture's style; empty for none
 * @param options steps, strength, refinements and control are used, the rest is not
 */
public record InvertRequest(
    InputPicture picture, int face, String prompt, String style, RestoreOptions options) {

  /**
   * Restoring's, and a refinement per step: replay spares restoring that step, a look at inversion
   * alone does not have it.
   */
  public static final RestoreOptions OPTIONS = RestoreOptions.DEFAULT.withRefinements(1);

  /** Throws IllegalArgumentException for a negative face. */
  public InvertRequest {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(options, "options");
    if (face < 0) {
      throw new IllegalArgumentException(
          "faces count from 1, from the left, 0 means the whole picture; got " + face);
    }
  }

  /** The whole picture, with restore's default steps and strength. */
  public static InvertRequest of(InputPicture picture) {
    return new InvertRequest(picture, 0, "", "", OPTIONS);
  }

  public InvertRequest withFace(int newFace) {
    return new InvertRequest(picture, newFace, prompt, style, options);
  }

  public InvertRequest withPrompt(String newPrompt) {
    return new InvertRequest(picture, face, newPrompt, style, options);
  }

  public InvertRequest withOptions(RestoreOptions newOptions) {
    return new InvertRequest(picture, face, prompt, style, newOptions);
  }
}
