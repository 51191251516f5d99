package io.github.fpga.diffusion;

import java.util.List;
import java.util.Objects;

/**
 * Multistep DPM-Solver and DPM-Solver++ (Lu et al. 2206.00927 and 2211.01095), with diffusers'
 * rules for the last steps. {@link #plusPlus2M} is the usual one.
 *
 * @param order 1 to 3 (SDE forms: 1 or 2)
 * @param algorithm which exponential integrator
 * @param heun the second order correction: Heun's form instead of the midpoint's
 * @param karras whether sigmas follow Karras et al. 2206.00364, equation 5, with rho 7
 * @param end the level of the last step and its order
 * @param smallestLambda log SNR below which a grid may not start (half the log of alphaCumprod / (1
 *     - alphaCumprod)); minus infinity for no limit
 */
public record DpmSolver(
    int order, Algorithm algorithm, boolean heun, boolean karras, End end, double smallestLambda)
    implements Sampler {

  /** Grids shorter than this get lower orders at the end (diffusers). */
  private static final int FEW_STEPS = 15;

  /** Which exponential integrator. */
  public enum Algorithm {
    /** ODE in predicted noise. */
    DPM_SOLVER,
    /** ODE in predicted clean latents. */
    DPM_SOLVER_PLUS_PLUS,
    /** SDE in predicted noise. */
    SDE_DPM_SOLVER,
    /** SDE in predicted clean latents. */
    SDE_DPM_SOLVER_PLUS_PLUS;

    /** The name in scheduler configs, as in {@code sde-dpmsolver++}. */
    public String configName() {
      return (stochastic() ? "sde-" : "") + "dpmsolver" + (predictsX0() ? "++" : "");
    }

    boolean stochastic() {
      return this == SDE_DPM_SOLVER || this == SDE_DPM_SOLVER_PLUS_PLUS;
    }

    boolean predictsX0() {
      return this == DPM_SOLVER_PLUS_PLUS || this == SDE_DPM_SOLVER_PLUS_PLUS;
    }
  }

  /**
   * How a run ends.
   *
   * @param zeroSigma at sigma 0 by a first order step; else at the schedule's smallest sigma
   * @param lowerOrder whether grids of fewer than 15 steps lower the order towards the end
   * @param euler whether the last step is always of first order
   */
  public record End(boolean zeroSigma, boolean lowerOrder, boolean euler) {

    /** The default of diffusers. */
    public static final End ZERO = new End(true, true, false);
  }

  /** Throws IllegalArgumentException for combinations that do not exist. */
  public DpmSolver {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(end, "end");
    int highest = algorithm.stochastic() ? 2 : 3;
    if (order < 1 || order > highest) {
      throw new IllegalArgumentException(
          "order of %s must be from 1 to %d, got %d".formatted(algorithm, highest, order));
    }
    if (!algorithm.predictsX0() && end.zeroSigma()) {
      throw new IllegalArgumentException(algorithm + " cannot end at sigma 0");
    }
  }

  /** DPM-Solver++ 2M. */
  public static DpmSolver plusPlus2M(boolean karras) {
    return multistep(Algorithm.DPM_SOLVER_PLUS_PLUS, karras);
  }

  /** SDE-DPM-Solver++ 2M; needs a noise source. */
  public static DpmSolver sdePlusPlus2M(boolean karras) {
    return multistep(Algorithm.SDE_DPM_SOLVER_PLUS_PLUS, karras);
  }

  private static DpmSolver multistep(Algorithm algorithm, boolean karras) {
    return new DpmSolver(2, algorithm, false, karras, End.ZERO, Double.NEGATIVE_INFINITY);
  }

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    return new SolverGrid(karras, end.zeroSigma(), smallestLambda)
        .of(schedule, spacing, stepsOffset, steps);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    Combination conversion =
        algorithm.predictsX0()
            ? grid.predictionType().x0(step.alphaCumprod())
            : grid.predictionType().epsilon(step.alphaCumprod());
    int stepOrder = orderAt(grid, index);
    double h = SolverGrid.lambda(step.nextAlphaCumprod()) - SolverGrid.lambda(step.alphaCumprod());
    DpmCoefficients c = DpmCoefficients.of(algorithm, step, h);
    return new StepPlan(
        conversion, c.latents(), terms(c, grid, index, stepOrder, h), c.noise(), order - 1);
  }

  private int orderAt(TimestepGrid grid, int index) {
    boolean few = end.lowerOrder() && grid.size() < FEW_STEPS;
    int left = grid.size() - index;
    int available = Math.min(order, index - grid.start() + 1);
    if (left == 1 && (end.euler() || few || end.zeroSigma())) {
      return 1;
    }
    return left == 2 && few ? Math.min(available, 2) : available;
  }

  /** Divided differences of m_0, m_1, m_2 in log SNR, weighted. */
  private List<Double> terms(
      DpmCoefficients c, TimestepGrid grid, int index, int stepOrder, double h) {
    if (stepOrder == 1) {
      return List.of(c.zeroth());
    }
    double r0 = spacing(grid, index - 1) / h;
    if (stepOrder == 2) {
      double first = (heun ? c.heun() : c.midpoint()) / r0;
      return List.of(c.zeroth() + first, -first);
    }
    double r1 = spacing(grid, index - 2) / h;
    // D1 = d0 + r0/(r0+r1) * (d0 - d1), D2 = (d0 - d1)/(r0+r1), d0 = (m0-m1)/r0, d1 = (m1-m2)/r1
    double difference = (c.heun() * r0 + c.second()) / (r0 + r1);
    double d0 = (c.heun() + difference) / r0;
    double d1 = -difference / r1;
    return List.of(c.zeroth() + d0, d1 - d0, -d1);
  }

  private static double spacing(TimestepGrid grid, int index) {
    return SolverGrid.lambda(grid.alphaCumprod(index + 1))
        - SolverGrid.lambda(grid.alphaCumprod(index));
  }
}
