package io.github.fpga.diffusion;

import io.github.fpga.tensor.NoiseSource;
import org.bytedeco.pytorch.Tensor;

/**
 * A way from noise to clean latents. Immutable; one sampler serves concurrent requests. {@link
 * Samplers} has the named ones.
 */
public sealed interface Sampler
    permits Ddim, DpmSinglestep, DpmSolver, Euler, Heun, Lcm, Lms, Pndm, Tcd, UniPc {

  /** Refuses to draw; for deterministic samplers. */
  NoiseSource NO_NOISE =
      shape -> {
        throw new IllegalArgumentException("a stochastic sampler needs a noise source");
      };

  /**
   * The grid this sampler runs on.
   *
   * @param schedule the network's schedule
   * @param spacing how steps are spread
   * @param stepsOffset for {@link TimestepSpacing#LEADING}, at least 0
   * @param steps how many, from 1 to the schedule's size
   */
  TimestepGrid grid(NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps);

  /**
   * Samples from {@code grid.start()} to the end, in fp32, without gradients. Each step has its own
   * scope, so native memory does not grow with the number of steps.
   *
   * @param denoiser evaluated once per step
   * @param latents (B,C,H,W) at the start's level: {@link TimestepGrid#initialLatents}, {@link
   *     TimestepGrid#addNoise} or an inverted trajectory's point
   * @param grid from {@link #grid}, or a part of it
   * @param noise used by stochastic samplers only, once per step
   * @param options listener and hook
   * @return clean latents, owned by the caller's scope
   * @throws CancelledException where the listener returns false
   */
  default Tensor sample(
      Denoiser denoiser,
      Tensor latents,
      TimestepGrid grid,
      NoiseSource noise,
      SamplerOptions options) {
    return LinearMultistep.sample(denoiser, latents, grid, noise, options, this::plan);
  }

  /** As above, without noise (deterministic samplers only), listener and hook. */
  default Tensor sample(Denoiser denoiser, Tensor latents, TimestepGrid grid) {
    return sample(denoiser, latents, grid, NO_NOISE, SamplerOptions.NONE);
  }

  /** The plan of one step, from the grid and the index alone. */
  StepPlan plan(TimestepGrid grid, int index);
}
