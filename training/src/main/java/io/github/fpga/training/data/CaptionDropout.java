package io.github.fpga.training.data;

/**
 * What captions leave out, so that a network learns to do without: the prompt, for guidance; what
 * people look like, which their identity has to say then.
 *
 * @param prompt share of empty prompts, in [0, 1]
 * @param appearance share of the others that tell everything but appearance, in [0, 1]
 * @param people share of what is left that tells of the picture alone, in [0, 1]; the rest tells
 *     everything
 */
public record CaptionDropout(double prompt, double appearance, double people) {

  /** Throws IllegalArgumentException for a share out of range. */
  public CaptionDropout {
    requireShare("prompt", prompt);
    requireShare("appearance", appearance);
    requireShare("people", people);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of captions without %s must be in [0, 1], got %s".formatted(name, share));
    }
  }

  /** The shares of all stages, with so many empty prompts. */
  public static CaptionDropout of(double prompt) {
    return new CaptionDropout(prompt, 0.45, 0.2);
  }
}
