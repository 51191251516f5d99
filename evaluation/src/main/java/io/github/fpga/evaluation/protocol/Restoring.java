package io.github.fpga.evaluation.protocol;

import io.github.fpga.pipelines.diir.RestoreOptions;

/**
 * How faces are restored or swapped.
 *
 * @param steps of the whole DDIM grid, 1 to 1000
 * @param strength share of the grid that is inverted, in [0, 1]
 * @param freshNoise rho, in [0, 1]
 * @param guidanceScale of the words, in [0, 30]
 * @param identityScale of the person, in [0, 30]
 */
public record Restoring(
    int steps, double strength, double freshNoise, double guidanceScale, double identityScale) {

  /** Throws IllegalArgumentException for values out of range. */
  public Restoring {
    apply(RestoreOptions.DEFAULT, steps, strength, freshNoise, guidanceScale, identityScale);
  }

  /** The same in a few steps, half of which are taken. */
  Restoring quick(int few) {
    return new Restoring(few, 0.5, freshNoise, guidanceScale, identityScale);
  }

  /** Other options with these numbers. */
  public RestoreOptions on(RestoreOptions options) {
    return apply(options, steps, strength, freshNoise, guidanceScale, identityScale);
  }

  private static RestoreOptions apply(
      RestoreOptions options,
      int steps,
      double strength,
      double freshNoise,
      double guidance,
      double identity) {
    return options
        .withSteps(steps)
        .withStrength(strength)
        .withFreshNoise(freshNoise)
        .withGuidanceScale(guidance)
        .withIdentityScale(identity);
  }
}
