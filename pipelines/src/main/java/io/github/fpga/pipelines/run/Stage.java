package io.github.fpga.pipelines.run;

/** The parts of a run, in the order in which they come. */
public enum Stage {
  /** Prompts to states. */
  TEXT("text"),
  /** Identity features to tokens, keys and values. */
  IDENTITIES("identities"),
  /** Noise to clean latents. */
  DENOISE("denoise"),
  /** Latents to pictures. */
  DECODE("decode"),
  /** Finding, assigning and judging faces. */
  FACES("faces"),
  /** Pictures to latents. */
  ENCODE("encode"),
  /** DIIR's inversion. */
  INVERT("invert"),
  /** DIIR's denoising. */
  RESTORE("restore"),
  /** Putting faces back. */
  PASTE("paste");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  /** The name in reports and progress bars. */
  public String words() {
    return words;
  }
}
