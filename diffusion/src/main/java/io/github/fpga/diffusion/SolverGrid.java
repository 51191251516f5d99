package io.github.fpga.diffusion;

import java.util.List;

/**
 * The grids of the solvers in log SNR (DPM-Solver, UniPC), by diffusers' rules.
 *
 * @param karras whether sigmas follow Karras et al. 2206.00364, equation 5, with rho 7
 * @param zeroSigma whether the last step ends at sigma 0, or at the schedule's smallest
 * @param smallestLambda half the log SNR below which a grid may not start; minus infinity for no
 *     limit
 */
record SolverGrid(boolean karras, boolean zeroSigma, double smallestLambda) {

  /** Without a limit. */
  SolverGrid(boolean karras, boolean zeroSigma) {
    this(karras, zeroSigma, Double.NEGATIVE_INFINITY);
  }

  /** The grid of these steps; arguments as in {@link Sampler#grid}. */
  TimestepGrid of(NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    SigmaGrid sigmas = new SigmaGrid(schedule);
    double lastSigma = zeroSigma ? 0 : sigmas.smallest();
    List<GridStep> grid;
    if (karras) {
      double[] spread = SigmaGrid.karras(sigmas.largest(), sigmas.smallest(), steps);
      grid = SigmaGrid.steps(spread, sigma -> Math.rint(sigmas.timestep(sigma)), lastSigma);
    } else {
      grid = sigmas.steps(timesteps(schedule, spacing, stepsOffset, steps), lastSigma);
    }
    return new TimestepGrid(schedule.predictionType(), grid, 0, 1);
  }

  /**
   * One point more than steps, without the last: upstream's spacing for these solvers. Where
   * upstream repeats a timestep or leaves the range (close to as many steps as timesteps), they
   * move down.
   */
  private double[] timesteps(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    int usable = usableTimesteps(schedule);
    TimestepSpacing.requireRange(usable, steps, stepsOffset);
    double[] linspace = BetaSchedule.linspace(0, usable - 1, steps + 1);
    int ratio = Math.max(1, usable / (steps + 1));
    int offset = Math.min(stepsOffset, usable - 1 - ratio * steps);
    double[] timesteps = new double[steps];
    double limit = usable - 1;
    for (int i = 0; i < steps; i++) {
      double timestep =
          switch (spacing) {
            case LINSPACE -> linspace[steps - i];
            case LEADING -> (double) (steps - i) * ratio + offset;
            case TRAILING -> Math.rint(usable - i * (usable / (double) steps)) - 1;
          };
      timesteps[i] = Math.min(Math.rint(timestep), limit);
      limit = timesteps[i] - 1;
    }
    return timesteps;
  }

  private int usableTimesteps(NoiseSchedule schedule) {
    int usable = schedule.size();
    while (usable > 1 && lambda(schedule.alphaCumprod(usable - 1)) < smallestLambda) {
      usable--;
    }
    return usable;
  }

  /** Half the log SNR. */
  static double lambda(double alphaCumprod) {
    return (Math.log(alphaCumprod) - Math.log1p(-alphaCumprod)) / 2;
  }
}
