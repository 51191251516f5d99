package io.github.fpga.diffusion;

import java.util.Arrays;
import java.util.Locale;

/** The noise added per training step. */
public enum BetaSchedule {
  /** Evenly spaced betas (Ho et al. 2006.11239). */
  LINEAR {
    @Override
    public double[] betas(int trainTimesteps, double start, double end) {
      return linspace(start, end, trainTimesteps);
    }
  },
  /** Evenly spaced square roots of betas (Stable Diffusion). */
  SCALED_LINEAR {
    @Override
    public double[] betas(int trainTimesteps, double start, double end) {
      double[] roots = linspace(Math.sqrt(start), Math.sqrt(end), trainTimesteps);
      return Arrays.stream(roots).map(root -> root * root).toArray();
    }
  },
  /** The cosine schedule of Nichol and Dhariwal, 2102.09672; start and end are not used. */
  SQUAREDCOS_CAP_V2 {
    @Override
    public double[] betas(int trainTimesteps, double start, double end) {
      double[] betas = new double[trainTimesteps];
      for (int i = 0; i < trainTimesteps; i++) {
        double now = alphaBar(i / (double) trainTimesteps);
        double next = alphaBar((i + 1) / (double) trainTimesteps);
        betas[i] = Math.min(1 - next / now, MAX_COSINE_BETA);
      }
      return betas;
    }
  };

  private static final double MAX_COSINE_BETA = 0.999;

  /**
   * The betas.
   *
   * @param trainTimesteps how many, at least 1
   * @param start the first beta, in (0, 1)
   * @param end the last beta, in (0, 1)
   */
  public abstract double[] betas(int trainTimesteps, double start, double end);

  /** The schedule by its name in scheduler configs, as in {@code scaled_linear}. */
  public static BetaSchedule of(String configName) {
    return Arrays.stream(values())
        .filter(schedule -> schedule.configName().equals(configName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown beta schedule '%s', known: %s"
                        .formatted(
                            configName,
                            Arrays.stream(values()).map(BetaSchedule::configName).toList())));
  }

  /** The name in scheduler configs. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Betas rescaled so that the last step is pure noise: square roots of the cumulative products
   * shifted to end at 0 and scaled to keep the first (Lin et al. 2305.08891, algorithm 1).
   */
  public static double[] rescaleZeroTerminalSnr(double[] betas) {
    double[] roots = Arrays.stream(alphasCumprod(betas)).map(Math::sqrt).toArray();
    double first = roots[0];
    double last = roots[roots.length - 1];
    double[] rescaled = new double[betas.length];
    double previous = 1;
    for (int i = 0; i < betas.length; i++) {
      double root = (roots[i] - last) * first / (first - last);
      rescaled[i] = 1 - root * root / previous;
      previous = root * root;
    }
    return rescaled;
  }

  /** The cumulative products of {@code 1 - beta}. */
  public static double[] alphasCumprod(double[] betas) {
    double[] products = new double[betas.length];
    double product = 1;
    for (int i = 0; i < betas.length; i++) {
      product *= 1 - betas[i];
      products[i] = product;
    }
    return products;
  }

  static double[] linspace(double start, double end, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = count == 1 ? start : start + (end - start) * i / (count - 1);
    }
    return values;
  }

  private static double alphaBar(double time) {
    double cosine = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
    return cosine * cosine;
  }
}
