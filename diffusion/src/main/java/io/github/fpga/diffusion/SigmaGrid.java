package io.github.fpga.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The noise levels as sigma = sqrt((1 - alphaCumprod) / alphaCumprod), the variance exploding scale
 * in which Euler and Karras grids are defined.
 */
final class SigmaGrid {

  /** Upstream's floor for a level of exactly 0, sigma 4096. */
  private static final double SMALLEST_ALPHA_CUMPROD = 0x1p-24;

  private static final double KARRAS_RHO = 7;

  private final double[] sigmas;
  private final double[] logSigmas;

  SigmaGrid(NoiseSchedule schedule) {
    sigmas = new double[schedule.size()];
    for (int t = 0; t < sigmas.length; t++) {
      sigmas[t] = sigma(Math.max(schedule.alphaCumprod(t), SMALLEST_ALPHA_CUMPROD));
    }
    logSigmas = Arrays.stream(sigmas).map(Math::log).toArray();
  }

  static double sigma(double alphaCumprod) {
    return Math.sqrt((1 - alphaCumprod) / alphaCumprod);
  }

  static double alphaCumprod(double sigma) {
    return 1 / (sigma * sigma + 1);
  }

  double smallest() {
    return sigmas[0];
  }

  double largest() {
    return sigmas[sigmas.length - 1];
  }

  /** Sigma at a fractional timestep, linearly interpolated. */
  double at(double timestep) {
    int below = (int) Math.min(Math.max(Math.floor(timestep), 0), sigmas.length - 1);
    int above = Math.min(below + 1, sigmas.length - 1);
    return sigmas[below] + (timestep - below) * (sigmas[above] - sigmas[below]);
  }

  /** The fractional timestep of a sigma, interpolated between log sigmas. */
  double timestep(double sigma) {
    double wanted = Math.log(Math.max(sigma, 1e-10));
    int below = 0;
    while (below < sigmas.length - 2 && logSigmas[below + 1] <= wanted) {
      below++;
    }
    double low = logSigmas[below];
    double high = logSigmas[below + 1];
    double weight = Math.min(Math.max((low - wanted) / (low - high), 0), 1);
    return (1 - weight) * below + weight * (below + 1);
  }

  /** Karras et al. 2206.00364, equation 5, from largest to smallest. */
  static double[] karras(double largest, double smallest, int steps) {
    double from = Math.pow(largest, 1 / KARRAS_RHO);
    double to = Math.pow(smallest, 1 / KARRAS_RHO);
    double[] spread = BetaSchedule.linspace(0, 1, steps);
    for (int i = 0; i < steps; i++) {
      spread[i] = Math.pow(from + spread[i] * (to - from), KARRAS_RHO);
    }
    return spread;
  }

  /** The steps from one sigma to the next, ending at a last one. */
  static List<GridStep> steps(double[] sigmas, DoubleUnaryOperator timestep, double lastSigma) {
    return steps(sigmas, Arrays.stream(sigmas).map(timestep).toArray(), lastSigma);
  }

  /** The steps from one timestep's sigma to the next, ending at a last one. */
  List<GridStep> steps(double[] timesteps, double lastSigma) {
    return steps(Arrays.stream(timesteps).map(this::at).toArray(), timesteps, lastSigma);
  }

  private static List<GridStep> steps(double[] sigmas, double[] timesteps, double lastSigma) {
    List<GridStep> steps = new ArrayList<>();
    for (int i = 0; i < sigmas.length; i++) {
      double next = i + 1 < sigmas.length ? sigmas[i + 1] : lastSigma;
      steps.add(new GridStep(timesteps[i], alphaCumprod(sigmas[i]), alphaCumprod(next)));
    }
    return steps;
  }
}
