package io.github.fpga.diffusion;

import java.util.Arrays;
import java.util.Locale;

/** How inference steps are spread over the training timesteps (Lin et al. 2305.08891, table 2). */
public enum TimestepSpacing {
  /** Every k-th timestep from {@code stepsOffset}; never reaches the last (Stable Diffusion). */
  LEADING,
  /** Every k-th timestep counted back from the last; needed for zero terminal SNR. */
  TRAILING,
  /** From the last to the first timestep, both included. */
  LINSPACE;

  /**
   * The timesteps, strictly decreasing, in [0, trainTimesteps).
   *
   * @param trainTimesteps of the schedule
   * @param steps how many, from 1 to trainTimesteps
   * @param stepsOffset added for LEADING only, at least 0; lowered where it would leave the range
   *     (upstream fails there)
   * @throws IllegalArgumentException for counts out of range
   */
  public int[] timesteps(int trainTimesteps, int steps, int stepsOffset) {
    double[] exact = exact(trainTimesteps, steps, stepsOffset);
    return Arrays.stream(exact).mapToInt(t -> (int) Math.rint(t)).toArray();
  }

  /** As {@link #timesteps}, but LINSPACE keeps fractions (Euler interpolates its sigmas there). */
  double[] exact(int trainTimesteps, int steps, int stepsOffset) {
    requireRange(trainTimesteps, steps, stepsOffset);
    double[] timesteps = new double[steps];
    int ratio = trainTimesteps / steps;
    int offset = Math.min(stepsOffset, trainTimesteps - 1 - ratio * (steps - 1));
    double[] linspace = BetaSchedule.linspace(0, trainTimesteps - 1, steps);
    for (int i = 0; i < steps; i++) {
      int fromLast = steps - 1 - i;
      timesteps[i] =
          switch (this) {
            case LEADING -> fromLast * ratio + offset;
            case TRAILING -> Math.rint(trainTimesteps - i * (trainTimesteps / (double) steps)) - 1;
            case LINSPACE -> linspace[fromLast];
          };
    }
    return timesteps;
  }

  /** The spacing by its name in scheduler configs, as in {@code leading}. */
  public static TimestepSpacing of(String configName) {
    return Arrays.stream(values())
        .filter(spacing -> spacing.configName().equals(configName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown timestep spacing '%s', known: %s"
                        .formatted(
                            configName,
                            Arrays.stream(values()).map(TimestepSpacing::configName).toList())));
  }

  /** The name in scheduler configs. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static void requireRange(int trainTimesteps, int steps, int stepsOffset) {
    if (steps < 1 || steps > trainTimesteps) {
      throw new IllegalArgumentException(
          "steps must be from 1 to %d, got %d".formatted(trainTimesteps, steps));
    }
    if (stepsOffset < 0) {
      throw new IllegalArgumentException("stepsOffset must be at least 0, got " + stepsOffset);
    }
  }
}
