package io.github.fpga.diffusion;

/**
 * One step of a grid.
 *
 * @param timestep what the denoiser is told, fractional for some samplers
 * @param alphaCumprod the level the step starts from, in [0, 1]
 * @param nextAlphaCumprod the level it leads to, in [0, 1]
 */
public record GridStep(double timestep, double alphaCumprod, double nextAlphaCumprod) {

  /** Throws IllegalArgumentException for levels out of range. */
  public GridStep {
    if (!(alphaCumprod >= 0
        && alphaCumprod <= 1
        && nextAlphaCumprod >= 0
        && nextAlphaCumprod <= 1)) {
      throw new IllegalArgumentException(
          "levels must be in [0, 1], got %s and %s".formatted(alphaCumprod, nextAlphaCumprod));
    }
  }
}
