package io.github.fpga.pipelines.condition;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.models.unet.CrossAttention;
import java.util.function.DoubleFunction;

/** What a network attends to, step by step. */
@FunctionalInterface
public interface StepAttention {

  /** In the step at a timestep of the network's schedule. */
  CrossAttention at(double timestep);

  /** The same in all steps. */
  static StepAttention steady(CrossAttention attention) {
    return timestep -> attention;
  }

  /**
   * Attention by the noise of a step.
   *
   * @param schedule whose noisiest timestep counts as 1
   * @param steady whether it is the same in all steps after all, and made once
   * @param byNoise by the timestep's share of the noisiest one, in [0, 1]
   */
  static StepAttention of(
      NoiseSchedule schedule, boolean steady, DoubleFunction<CrossAttention> byNoise) {
    if (steady) {
      return steady(byNoise.apply(1));
    }
    double noisiest = schedule.size() - 1;
    return timestep -> byNoise.apply(timestep / noisiest);
  }
}
