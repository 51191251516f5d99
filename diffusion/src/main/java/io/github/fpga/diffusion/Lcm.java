package io.github.fpga.diffusion;

import java.util.Arrays;

/**
 * Multistep sampling of a latent consistency model (Luo et al. 2310.04378, algorithm 3): each step
 * jumps to the clean latents and adds fresh noise again.
 *
 * @param originalSteps DDIM steps of the distillation, whose timesteps are used; usually 50
 * @param timestepScaling of the boundary condition, usually 10
 */
public record Lcm(int originalSteps, double timestepScaling) implements Sampler {

  /** The usual one. */
  public static final Lcm DEFAULT = new Lcm(50, 10);

  /** Standard deviation of the data in the boundary condition. */
  private static final double SIGMA_DATA = 0.5;

  /** Throws IllegalArgumentException for values out of range. */
  public Lcm {
    if (originalSteps < 1) {
      throw new IllegalArgumentException("originalSteps must be at least 1, got " + originalSteps);
    }
    if (!(timestepScaling > 0)) {
      throw new IllegalArgumentException("timestepScaling must be positive: " + timestepScaling);
    }
  }

  /** Picks from the distillation's timesteps; spacing and offset are not used. */
  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    int[] timesteps = timesteps(schedule, originalSteps, steps);
    int last = timesteps[steps - 1];
    GridStep end = new GridStep(last, schedule.alphaCumprod(last), 1);
    TimestepGrid chained = TimestepGrid.of(schedule, timesteps);
    GridStep[] all = chained.steps().toArray(GridStep[]::new);
    all[steps - 1] = end;
    return new TimestepGrid(schedule.predictionType(), Arrays.asList(all), 0, 1);
  }

  /** Evenly picked from the timesteps of a distillation, strictly decreasing. */
  static int[] timesteps(NoiseSchedule schedule, int originalSteps, int steps) {
    TimestepSpacing.requireRange(Math.min(originalSteps, schedule.size()), steps, 0);
    int ratio = schedule.size() / originalSteps;
    int[] timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      int fromFirst = (int) Math.floor(i * (originalSteps / (double) steps));
      timesteps[i] = (originalSteps - fromFirst) * ratio - 1;
    }
    return timesteps;
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    double next = step.nextAlphaCumprod();
    Combination x0 = grid.predictionType().x0(step.alphaCumprod());
    double keep = Math.sqrt(next);
    return StepPlan.single(
        x0, keep * skip(step.timestep()), keep * out(step.timestep()), Math.sqrt(1 - next));
  }

  /** Share of the noisy latents in the consistency function, 1 at timestep 0. */
  public double skip(double timestep) {
    double scaled = timestep * timestepScaling;
    return SIGMA_DATA * SIGMA_DATA / (scaled * scaled + SIGMA_DATA * SIGMA_DATA);
  }

  /** Share of the predicted clean latents, 0 at timestep 0. */
  public double out(double timestep) {
    double scaled = timestep * timestepScaling;
    return scaled / Math.sqrt(scaled * scaled + SIGMA_DATA * SIGMA_DATA);
  }
}
