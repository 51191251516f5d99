package io.github.fpga.diffusion;

import java.util.List;

/**
 * Euler and Euler ancestral of Karras et al. 2206.00364 and k-diffusion. In variance preserving
 * latents an Euler step in sigma is a DDIM step with eta 0, and an ancestral one with eta 1: only
 * the grid differs (fractional timesteps, Karras sigmas, an end at sigma 0).
 *
 * @param ancestral whether each step adds fresh noise
 * @param karras whether sigmas follow Karras et al., equation 5, with rho 7
 * @param zeroSigma whether the last step ends at sigma 0, as usual, or at the schedule's smallest
 */
public record Euler(boolean ancestral, boolean karras, boolean zeroSigma) implements Sampler {

  /** Euler to sigma 0. */
  public Euler(boolean ancestral, boolean karras) {
    this(ancestral, karras, true);
  }

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    SigmaGrid sigmas = new SigmaGrid(schedule);
    double[] timesteps = spacing.exact(schedule.size(), steps, stepsOffset);
    double first = sigmas.at(timesteps[0]);
    double last = sigmas.at(timesteps[steps - 1]);
    double end = zeroSigma ? 0 : sigmas.smallest();
    List<GridStep> grid =
        karras
            ? SigmaGrid.steps(SigmaGrid.karras(first, last, steps), sigmas::timestep, end)
            : sigmas.steps(timesteps, end);
    // Upstream starts leading grids from unit variance, the others from sigma times unit noise.
    double start = grid.get(0).alphaCumprod();
    double initialScale = spacing == TimestepSpacing.LEADING ? 1 : Math.sqrt(1 - start);
    return new TimestepGrid(schedule.predictionType(), grid, 0, initialScale);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    return Ddim.plan(grid.predictionType(), grid.steps().get(index), ancestral ? 1 : 0);
  }
}
