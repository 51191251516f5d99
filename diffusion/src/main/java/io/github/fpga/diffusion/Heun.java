package io.github.fpga.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Heun's method on the grid of Euler (Karras et al. 2206.00364, algorithm 1 without churn): after
 * each Euler step but the last, a second evaluation at its end replaces the slope by the mean of
 * both. The grid has 2 * steps - 1 entries; those at odd indices evaluate and correct, and lead to
 * the level they start from.
 *
 * @param karras whether sigmas follow Karras et al., equation 5, with rho 7
 */
public record Heun(boolean karras) implements Sampler {

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    TimestepGrid euler = new Euler(false, karras).grid(schedule, spacing, stepsOffset, steps);
    List<GridStep> grid = new ArrayList<>();
    for (GridStep step : euler.steps()) {
      if (!grid.isEmpty()) {
        grid.add(new GridStep(step.timestep(), step.alphaCumprod(), step.alphaCumprod()));
      }
      grid.add(step);
    }
    return new TimestepGrid(schedule.predictionType(), grid, 0, euler.initialScale());
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    Combination epsilon = grid.predictionType().epsilon(step.alphaCumprod());
    if (index % 2 == 0) {
      double next = step.nextAlphaCumprod();
      double slope = slope(step.alphaCumprod(), next);
      double latents = Math.sqrt(next / step.alphaCumprod());
      return new StepPlan(epsilon, latents, List.of(slope), 0, 1);
    }
    if (index == grid.start()) {
      // A run that starts here has no step to correct.
      return StepPlan.single(epsilon, 1, 0, 0);
    }
    double half = slope(grid.alphaCumprod(index - 1), step.alphaCumprod()) / 2;
    return new StepPlan(epsilon, 1, List.of(half, -half), 0, 0);
  }

  /** The factor of the noise in an Euler step from one level to another. */
  private static double slope(double now, double next) {
    return Math.sqrt(next) * (SigmaGrid.sigma(next) - SigmaGrid.sigma(now));
  }
}
