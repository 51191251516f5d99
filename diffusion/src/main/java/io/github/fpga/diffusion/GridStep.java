package io.github.fpga.diffusion;

/**
 * One step of a grid.
 *
 * @param timestep what the denoiser is told, fractional for some samplers
 * @param alphaCumprod the level the step starts from, in [0, 1]
 * @param nextAlphaCumprod the level it leads to, in [0, 1]
 * @param cleanestAlphaCumprod the level that a step may reach before it adds noise again, from
 *     nextAlphaCumprod to 1
 */
public record GridStep(
    double timestep, double alphaCumprod, double nextAlphaCumprod, double cleanestAlphaCumprod) {

  /** Throws IllegalArgumentException for levels out of range. */
  public GridStep {
    if (!(alphaCumprod >= 0
        && alphaCumprod <= 1
        && nextAlphaCumprod >= 0
        && nextAlphaCumprod <= 1)) {
      throw new IllegalArgumentException(
          "levels must be in [0, 1], got %s and %s".formatted(alphaCumprod, nextAlphaCumprod));
    }
    if (!(cleanestAlphaCumprod >= nextAlphaCumprod && cleanestAlphaCumprod <= 1)) {
      throw new IllegalArgumentException(
          "the cleanest level must be in [%s, 1], got %s"
              .formatted(nextAlphaCumprod, cleanestAlphaCumprod));
    }
  }

  /** A step that goes straight to the next level. */
  public GridStep(double timestep, double alphaCumprod, double nextAlphaCumprod) {
    this(timestep, alphaCumprod, nextAlphaCumprod, nextAlphaCumprod);
  }
}
