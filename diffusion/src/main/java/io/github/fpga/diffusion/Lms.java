package io.github.fpga.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Linear multistep in sigma (Adams-Bashforth with uneven steps, Crowson's k-diffusion): the
 * polynomial through the last predicted noises is integrated over the step.
 *
 * @param order 1 to 4
 * @param karras whether sigmas follow Karras et al. 2206.00364, equation 5, with rho 7
 * @param orderOfGrid whether a run that starts late takes the order from its place in the whole
 *     grid, weighting predictions that it never made as zero, as diffusers does; else it begins
 *     with lower orders, like a run from the grid's start
 */
public record Lms(int order, boolean karras, boolean orderOfGrid) implements Sampler {

  /** Throws IllegalArgumentException for an order out of range. */
  public Lms {
    if (order < 1 || order > 4) {
      throw new IllegalArgumentException("order must be from 1 to 4, got " + order);
    }
  }

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    return new Euler(false, karras).grid(schedule, spacing, stepsOffset, steps);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    int available = Math.min(order, index - grid.start() + 1);
    int degree = orderOfGrid ? Math.min(order, index + 1) : available;
    double scale = Math.sqrt(step.nextAlphaCumprod());
    List<Double> terms = new ArrayList<>();
    for (int k = 0; k < available; k++) {
      terms.add(scale * integral(grid, index, degree, k));
    }
    Combination epsilon = grid.predictionType().epsilon(step.alphaCumprod());
    double latents = Math.sqrt(step.nextAlphaCumprod() / step.alphaCumprod());
    return new StepPlan(epsilon, latents, terms, 0, order - 1);
  }

  /**
   * The integral over a step of the k-th Lagrange polynomial; Simpson's rule is exact to cubics.
   */
  private static double integral(TimestepGrid grid, int index, int degree, int k) {
    double from = sigma(grid, index);
    double to = sigma(grid, index + 1);
    double middle = (from + to) / 2;
    return (to - from)
        / 6
        * (lagrange(grid, index, degree, k, from)
            + 4 * lagrange(grid, index, degree, k, middle)
            + lagrange(grid, index, degree, k, to));
  }

  /** 1 at the k-th sigma back from a point, 0 at the other ones. */
  private static double lagrange(TimestepGrid grid, int index, int degree, int k, double sigma) {
    double product = 1;
    for (int j = 0; j < degree; j++) {
      if (j != k) {
        double other = sigma(grid, index - j);
        product *= (sigma - other) / (sigma(grid, index - k) - other);
      }
    }
    return product;
  }

  private static double sigma(TimestepGrid grid, int point) {
    return SigmaGrid.sigma(grid.alphaCumprod(point));
  }
}
