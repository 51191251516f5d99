package io.github.fpga.pipelines.sets;

import io.github.fpga.diffusion.Samplers;
import io.github.fpga.diffusion.TimestepSpacing;

/**
 * Settings that a set's networks were made for.
 *
 * @param sampler a name of {@link Samplers}
 * @param steps 1 to 1000
 * @param guidanceScale in [0, 30]; 1 is off
 * @param spacing how steps are spread; null for as the scheduler config of the base says
 */
public record SamplingAdvice(
    String sampler, int steps, double guidanceScale, TimestepSpacing spacing) {

  /** With the spacing of the base's scheduler config. */
  public SamplingAdvice(String sampler, int steps, double guidanceScale) {
    this(sampler, steps, guidanceScale, null);
  }

  /** Throws IllegalArgumentException for an unknown sampler or values out of range. */
  public SamplingAdvice {
    Samplers.byName(sampler);
    if (steps < 1 || steps > 1000) {
      throw new IllegalArgumentException("steps must be from 1 to 1000, got " + steps);
    }
    if (!(guidanceScale >= 0 && guidanceScale <= 30)) {
      throw new IllegalArgumentException("guidance must be in [0, 30], got " + guidanceScale);
    }
  }
}
