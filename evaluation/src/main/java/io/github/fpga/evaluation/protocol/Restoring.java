package io.github.fpga.evaluation.protocol;

import io.github.fpga.pipelines.diir.RestoreOptions;

/**
 * How faces are restored or swapped.
 *
 * @param steps of the whole DDIM grid, 1 to 1000
 * @param strength share of the grid that is inverted, in [0, 1]
 * @param freshNoise rho, in [0, 1]
 * @param guidanceScale in [0, 30]
 */
public record Restoring(int steps, double strength, double freshNoise, double guidanceScale) {

  /** Throws IllegalArgumentException for values out of range. */
  public Restoring {
    apply(RestoreOptions.DEFAULT, steps, strength, freshNoise, guidanceScale);
  }

  /** The same in a few steps, half of which are taken. */
  Restoring quick(int few) {
    return new Restoring(few, 0.5, freshNoise, guidanceScale);
  }

  /** Other options with these numbers. */
  public RestoreOptions on(RestoreOptions options) {
    return apply(options, steps, strength, freshNoise, guidanceScale);
  }

  private static RestoreOptions apply(
      RestoreOptions options, int steps, double strength, double freshNoise, double guidance) {
    return options
        .withSteps(steps)
        .withStrength(strength)
        .withFreshNoise(freshNoise)
        .withGuidanceScale(guidance);
  }
}
