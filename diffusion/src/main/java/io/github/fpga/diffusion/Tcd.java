package io.github.fpga.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Strategic stochastic sampling of a trajectory consistency model (Zheng et al. 2402.19159,
 * algorithm 4): each step denoises to a cleaner level than the next one and adds noise back.
 *
 * @param eta how much cleaner, as a share of the next timestep in [0, 1]; 0 is deterministic
 * @param originalSteps DDIM steps of the distillation, whose timesteps are used; usually 50
 */
public record Tcd(double eta, int originalSteps) implements Sampler {

  /** The usual one. */
  public static final Tcd DEFAULT = new Tcd(0.3, 50);

  /** Throws IllegalArgumentException for values out of range. */
  public Tcd {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta must be in [0, 1], got " + eta);
    }
    if (originalSteps < 1) {
      throw new IllegalArgumentException("originalSteps must be at least 1, got " + originalSteps);
    }
  }

  /** Picks from the distillation's timesteps and ends at timestep 0; spacing is not used. */
  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    int[] timesteps = Lcm.timesteps(schedule, originalSteps, steps);
    List<GridStep> grid = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int next = i + 1 < steps ? timesteps[i + 1] : 0;
      int cleaner = (int) Math.floor((1 - eta) * next);
      grid.add(
          new GridStep(
              timesteps[i],
              schedule.alphaCumprod(timesteps[i]),
              schedule.alphaCumprod(next),
              schedule.alphaCumprod(cleaner)));
    }
    return new TimestepGrid(schedule.predictionType(), grid, 0, 1);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    double now = step.alphaCumprod();
    double cleaner = step.cleanestAlphaCumprod();
    double kept = step.nextAlphaCumprod() / cleaner;
    Combination denoised =
        grid.predictionType()
            .x0(now)
            .times(Math.sqrt(cleaner))
            .plus(grid.predictionType().epsilon(now).times(Math.sqrt(1 - cleaner)));
    return StepPlan.single(denoised, 0, Math.sqrt(kept), Math.sqrt(1 - kept));
  }
}
