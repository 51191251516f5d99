package io.github.fpga.pipelines.generate;

import io.github.fpga.diffusion.Lcm;
import io.github.fpga.diffusion.Samplers;
import io.github.fpga.pipelines.sets.SamplingAdvice;

/**
 * How noise becomes latents.
 *
 * @param sampler a name of {@link Samplers}
 * @param steps 1 to 1000
 * @param guidanceScale in [0, 30]; 1 is off
 * @param rescale share of the guided prediction brought back to the unguided contrast, in [0, 1]
 * @param distilled whether the modes are those distilled to few steps, which have guidance worked
 *     in and know the noise levels of the sampler {@code lcm}
 */
public record Sampling(
    String sampler, int steps, double guidanceScale, double rescale, boolean distilled) {

  private static final String CONSISTENCY = "lcm";

  /** Second-order solver, 20 steps. */
  public static final Sampling DEFAULT = new Sampling("dpmpp_2m", 20, 3, 0, false);

  /** Latent consistency sampling in four steps (Luo et al., arXiv 2310.04378). */
  public static final Sampling FAST = new Sampling(CONSISTENCY, 4, 1, 0, true);

  /** The settings that a family's networks were made for. */
  public static Sampling of(SamplingAdvice advice) {
    return new Sampling(advice.sampler(), advice.steps(), advice.guidanceScale(), 0, false);
  }

  /** Throws IllegalArgumentException for an unknown sampler or values out of range. */
  public Sampling {
    Samplers.byName(sampler);
    if (steps < 1 || steps > 1000) {
      throw new IllegalArgumentException("steps must be from 1 to 1000, got " + steps);
    }
    if (!(guidanceScale >= 0 && guidanceScale <= 30)) {
      throw new IllegalArgumentException("guidance must be in [0, 30], got " + guidanceScale);
    }
    if (!(rescale >= 0 && rescale <= 1)) {
      throw new IllegalArgumentException("rescale must be in [0, 1], got " + rescale);
    }
    if (distilled && !(sampler.equals(CONSISTENCY) && guidanceScale == 1)) {
      throw new IllegalArgumentException(
          ("the distilled modes need the sampler %s and guidance 1, which is worked in: got %s and"
                  + " %s")
              .formatted(CONSISTENCY, sampler, guidanceScale));
    }
    if (distilled && steps > Lcm.DEFAULT.originalSteps()) {
      throw new IllegalArgumentException(
          "the distilled modes know %d noise levels, got %d steps"
              .formatted(Lcm.DEFAULT.originalSteps(), steps));
    }
  }

  public Sampling withSampler(String newSampler) {
    return new Sampling(newSampler, steps, guidanceScale, rescale, distilled);
  }

  public Sampling withSteps(int newSteps) {
    return new Sampling(sampler, newSteps, guidanceScale, rescale, distilled);
  }

  public Sampling withGuidanceScale(double newScale) {
    return new Sampling(sampler, steps, newScale, rescale, distilled);
  }

  public Sampling withRescale(double newRescale) {
    return new Sampling(sampler, steps, guidanceScale, newRescale, distilled);
  }
}
