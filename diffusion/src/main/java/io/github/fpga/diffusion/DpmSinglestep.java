package io.github.fpga.diffusion;

import java.util.List;

/**
 * Second order singlestep DPM-Solver++ (2S of Lu et al. 2211.01095, algorithm 1), in pairs of
 * steps: the first is of first order, the second goes from the pair's start to its end, using both
 * evaluations.
 *
 * @param heun the second order correction: Heun's form instead of the midpoint's
 * @param karras whether sigmas follow Karras et al. 2206.00364, equation 5, with rho 7
 * @param zeroSigma whether the last step ends at sigma 0 (then of first order)
 * @param lowerOrder whether the last step is of first order anyway
 */
public record DpmSinglestep(boolean heun, boolean karras, boolean zeroSigma, boolean lowerOrder)
    implements Sampler {

  private static final DpmSolver.Algorithm ALGORITHM = DpmSolver.Algorithm.DPM_SOLVER_PLUS_PLUS;

  /** The usual one: midpoint, to sigma 0. */
  public static DpmSinglestep midpoint(boolean karras) {
    return new DpmSinglestep(false, karras, true, true);
  }

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    return new SolverGrid(karras, zeroSigma).of(schedule, spacing, stepsOffset, steps);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    Combination x0 = grid.predictionType().x0(step.alphaCumprod());
    boolean lowerEnd = index == grid.size() - 1 && (zeroSigma || lowerOrder);
    if (index % 2 == 0 || index == grid.start() || lowerEnd) {
      DpmCoefficients c = coefficients(step.alphaCumprod(), step.nextAlphaCumprod());
      return new StepPlan(x0, c.latents(), List.of(c.zeroth()), 0, 1);
    }
    GridStep first = grid.steps().get(index - 1);
    DpmCoefficients half = coefficients(first.alphaCumprod(), first.nextAlphaCumprod());
    DpmCoefficients whole = coefficients(first.alphaCumprod(), step.nextAlphaCumprod());
    double ratio =
        h(first.alphaCumprod(), first.nextAlphaCumprod())
            / h(first.alphaCumprod(), step.nextAlphaCumprod());
    double difference = (heun ? whole.heun() : whole.midpoint()) / ratio;
    // The pair's first latents follow from the current ones: x = half * first + zeroth * m_1.
    double latents = whole.latents() / half.latents();
    double earlier = whole.zeroth() - difference - latents * half.zeroth();
    return new StepPlan(x0, latents, List.of(difference, earlier), 0, 0);
  }

  private static DpmCoefficients coefficients(double now, double next) {
    return DpmCoefficients.of(ALGORITHM, new GridStep(0, now, next), h(now, next));
  }

  private static double h(double now, double next) {
    return SolverGrid.lambda(next) - SolverGrid.lambda(now);
  }
}
