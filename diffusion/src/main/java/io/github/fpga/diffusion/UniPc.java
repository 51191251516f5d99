package io.github.fpga.diffusion;

import java.util.Arrays;

/**
 * The unified predictor-corrector of Zhao et al. 2302.04867 in predicted clean latents, with
 * diffusers' rules for the first and last steps. The corrector costs no evaluation: it uses the one
 * that the next step makes anyway. Both being linear in the latents with the same factor, the
 * correction of a step is a sum of earlier predictions that the following step adds.
 *
 * @param order 1 to 3
 * @param bh2 the step function B(h) = e^h - 1, as usual; else B(h) = h
 * @param karras whether sigmas follow Karras et al. 2206.00364, equation 5, with rho 7
 * @param zeroSigma whether the last step ends at sigma 0 (then of first order)
 * @param lowerOrder whether the order falls towards the end of the grid
 */
public record UniPc(int order, boolean bh2, boolean karras, boolean zeroSigma, boolean lowerOrder)
    implements Sampler {

  /** Throws IllegalArgumentException for an order out of range. */
  public UniPc {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order must be from 1 to 3, got " + order);
    }
  }

  /** The usual one: second order, B(h) = e^h - 1, to sigma 0. */
  public static UniPc secondOrder(boolean karras) {
    return new UniPc(2, true, karras, true, true);
  }

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    return new SolverGrid(karras, zeroSigma).of(schedule, spacing, stepsOffset, steps);
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    GridStep step = grid.steps().get(index);
    double latents = Math.sqrt((1 - step.nextAlphaCumprod()) / (1 - step.alphaCumprod()));
    double[] terms = predictor(grid, index);
    if (index > grid.start()) {
      double[] correction = correction(grid, index - 1);
      terms = Arrays.copyOf(terms, Math.max(terms.length, correction.length));
      for (int k = 0; k < correction.length; k++) {
        terms[k] += latents * correction[k];
      }
    }
    Combination conversion = grid.predictionType().x0(step.alphaCumprod());
    return new StepPlan(conversion, latents, Arrays.stream(terms).boxed().toList(), 0, order);
  }

  private int orderAt(TimestepGrid grid, int index) {
    int left = grid.size() - index;
    int available = Math.min(order, index - grid.start() + 1);
    if (lowerOrder) {
      return Math.min(available, left);
    }
    return left == 1 && zeroSigma ? 1 : available;
  }

  /** Factors of m_0, m_1, ... in the predictor of a step. */
  private double[] predictor(TimestepGrid grid, int index) {
    int stepOrder = orderAt(grid, index);
    double h = Interval.h(grid, index);
    double alpha = Math.sqrt(grid.steps().get(index).nextAlphaCumprod());
    double[] factors = new double[stepOrder];
    factors[0] = -alpha * Math.expm1(-h);
    if (stepOrder > 1) {
      Interval interval = new Interval(grid, index, stepOrder, bh2);
      double[] rho = interval.predictorWeights();
      for (int k = 1; k < stepOrder; k++) {
        double factor = -alpha * interval.stepFunction() * rho[k - 1] / interval.position(k);
        factors[k] += factor;
        factors[0] -= factor;
      }
    }
    return factors;
  }

  /**
   * Factors of m_0, m_1, ... of the step after a step, in what the corrector adds to that step's
   * result.
   */
  private double[] correction(TimestepGrid grid, int index) {
    int stepOrder = orderAt(grid, index);
    Interval interval = new Interval(grid, index, stepOrder, bh2);
    double[] predicted = interval.predictorWeights();
    double[] corrected = interval.correctorWeights();
    double scale = -Math.sqrt(grid.steps().get(index).nextAlphaCumprod()) * interval.stepFunction();
    double[] factors = new double[stepOrder + 1];
    factors[0] = scale * corrected[stepOrder - 1];
    factors[1] = -factors[0];
    for (int k = 1; k < stepOrder; k++) {
      double factor = scale * (corrected[k - 1] - predicted[k - 1]) / interval.position(k);
      factors[k + 1] += factor;
      factors[1] -= factor;
    }
    return factors;
  }

  /** The conditions of a step's order: where the earlier predictions lie, and how they weigh. */
  private static final class Interval {
    private final double[] positions;
    private final double[] moments;
    private final double stepFunction;

    Interval(TimestepGrid grid, int index, int order, boolean bh2) {
      double h = h(grid, index);
      positions = new double[order];
      for (int k = 1; k < order; k++) {
        double back =
            SolverGrid.lambda(grid.alphaCumprod(index - k))
                - SolverGrid.lambda(grid.alphaCumprod(index));
        positions[k - 1] = back / h;
      }
      positions[order - 1] = 1;
      stepFunction = bh2 ? Math.expm1(-h) : -h;
      moments = new double[order];
      double phi = Math.expm1(-h) / -h - 1;
      double factorial = 1;
      for (int i = 0; i < order; i++) {
        moments[i] = phi * factorial / stepFunction;
        factorial *= i + 2;
        phi = phi / -h - 1 / factorial;
      }
    }

    static double h(TimestepGrid grid, int index) {
      return SolverGrid.lambda(grid.alphaCumprod(index + 1))
          - SolverGrid.lambda(grid.alphaCumprod(index));
    }

    /** B(h). */
    double stepFunction() {
      return stepFunction;
    }

    /** Where m_k lies, k from 1, in steps from this step's start; negative. */
    double position(int k) {
      return positions[k - 1];
    }

    /** One half at second order, as the paper sets it: there every choice has the order. */
    double[] predictorWeights() {
      int unknowns = positions.length - 1;
      return unknowns == 1 ? new double[] {0.5} : solve(unknowns);
    }

    double[] correctorWeights() {
      return positions.length == 1 ? new double[] {0.5} : solve(positions.length);
    }

    /** The weights w with sum_j w_j * position_j^i = moment_i for i below n; n at most 3. */
    private double[] solve(int n) {
      double[][] rows = new double[n][n + 1];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          rows[i][j] = Math.pow(positions[j], i);
        }
        rows[i][n] = moments[i];
      }
      // The first row is all ones and the positions differ: no pivot vanishes.
      for (int p = 0; p < n; p++) {
        for (int i = 0; i < n; i++) {
          double factor = i == p ? 0 : rows[i][p] / rows[p][p];
          for (int j = p; j <= n; j++) {
            rows[i][j] -= factor * rows[p][j];
          }
        }
      }
      double[] weights = new double[n];
      for (int i = 0; i < n; i++) {
        weights[i] = rows[i][n] / rows[i][i];
      }
      return weights;
    }
  }
}
