package io.github.fpga.diffusion;

import java.util.List;

/**
 * One sampler step as coefficients: {@code latents * x + sum_k terms[k] * m_k + noise * z}, where
 * m_k is what the network's output k steps ago implied (clean latents or noise).
 *
 * @param conversion from latents and this step's network output to m_0
 * @param latents coefficient of the current latents x
 * @param terms coefficients of m_0 (this step), m_1 (the one before), ...; at least one
 * @param noise coefficient of fresh standard normal noise z; 0 draws none
 * @param memory how many earlier terms later steps may ask for; 0 does not remember m_0 and leaves
 *     what is remembered
 */
public record StepPlan(
    Combination conversion, double latents, List<Double> terms, double noise, int memory) {

  /** Copies the list. */
  public StepPlan {
    terms = List.copyOf(terms);
  }

  /** A step without memory. */
  static StepPlan single(Combination conversion, double latents, double term, double noise) {
    return new StepPlan(conversion, latents, List.of(term), noise, 0);
  }

  /** The part in x and this step's output as one linear form: two native calls instead of four. */
  public Combination folded() {
    return conversion.times(terms.get(0)).plus(new Combination(latents, 0));
  }
}
