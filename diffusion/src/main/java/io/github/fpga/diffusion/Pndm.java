package io.github.fpga.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Pseudo linear multistep of Liu et al. 2202.09778 (PLMS), as diffusers runs it for Stable
 * Diffusion: the first step is made again with the mean of the slopes at both its ends, then the
 * last four outputs of the network are weighted as by Adams and Bashforth. The second timestep
 * therefore comes twice; the grid has one entry more than steps.
 */
public record Pndm() implements Sampler {

  private static final double[][] WEIGHTS = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    TimestepGrid chained = Ddim.DETERMINISTIC.grid(schedule, spacing, stepsOffset, steps);
    List<GridStep> grid = new ArrayList<>(chained.steps());
    if (steps > 1) {
      GridStep second = grid.get(1);
      grid.add(1, new GridStep(second.timestep(), second.alphaCumprod(), second.alphaCumprod()));
    }
    return new TimestepGrid(schedule.predictionType(), grid, 0, 1);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    boolean again = index == 1 && grid.size() > 1;
    if (again && grid.start() == 1) {
      // A run that starts here has no first step to make again.
      return StepPlan.single(new Combination(0, 1), 1, 0, 0);
    }
    if (again) {
      return again(grid);
    }
    Combination form =
        transfer(grid.predictionType(), step.alphaCumprod(), step.nextAlphaCumprod());
    double[] weights = WEIGHTS[Math.min(remembered(grid.start(), index), WEIGHTS.length - 1)];
    List<Double> terms = new ArrayList<>();
    for (double weight : weights) {
      terms.add(form.prediction() * weight);
    }
    return new StepPlan(new Combination(0, 1), form.latents(), terms, 0, WEIGHTS.length - 1);
  }

  /** How many outputs a step finds; the repeated evaluation, at index 1, is not remembered. */
  private static int remembered(int start, int index) {
    if (index < 2) {
      return 0;
    }
    return start == 0 ? index - 1 : index - Math.max(start, 2);
  }

  /** The first step with the mean of two outputs instead of the first one alone. */
  private static StepPlan again(TimestepGrid grid) {
    GridStep first = grid.steps().get(0);
    double half =
        transfer(grid.predictionType(), first.alphaCumprod(), first.nextAlphaCumprod()).prediction()
            / 2;
    return new StepPlan(new Combination(0, 1), 1, List.of(half, -half), 0, 0);
  }

  /** A deterministic DDIM step from one level to another. */
  private static Combination transfer(PredictionType predictionType, double now, double next) {
    return predictionType
        .x0(now)
        .times(Math.sqrt(next))
        .plus(predictionType.epsilon(now).times(Math.sqrt(1 - next)));
  }
}
