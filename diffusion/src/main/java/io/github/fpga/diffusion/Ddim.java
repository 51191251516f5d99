package io.github.fpga.diffusion;

import io.github.fpga.tensor.NoiseSource;
import org.bytedeco.pytorch.Tensor;

/**
 * DDIM (Song et al. 2010.02502, equation 12).
 *
 * @param eta share of fresh noise in [0, 1]: 0 is deterministic, 1 is DDPM's ancestral sampling
 */
public record Ddim(double eta) implements Sampler {

  /** Deterministic DDIM. */
  public static final Ddim DETERMINISTIC = new Ddim(0);

  /** Throws IllegalArgumentException for an eta out of range. */
  public Ddim {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta must be in [0, 1], got " + eta);
    }
  }

  /**
   * Runs DDIM over these timesteps, each leading to the next; {@link Sampler#sample} with the
   * schedule's chained grid. A part of the timesteps starts in the middle.
   */
  public static Tensor sample(
      Denoiser denoiser,
      Tensor latents,
      int[] timesteps,
      NoiseSchedule schedule,
      double eta,
      NoiseSource noise,
      StepListener listener) {
    TimestepGrid grid = TimestepGrid.of(schedule, timesteps);
    SamplerOptions options = SamplerOptions.NONE.withListener(listener);
    return new Ddim(eta).sample(denoiser, latents, grid, noise, options);
  }

  @Override
  public TimestepGrid grid(
      NoiseSchedule schedule, TimestepSpacing spacing, int stepsOffset, int steps) {
    return TimestepGrid.of(schedule, spacing.timesteps(schedule.size(), steps, stepsOffset));
  }

  @Override
  public StepPlan plan(TimestepGrid grid, int index) {
    return plan(grid.predictionType(), grid.steps().get(index), eta);
  }

  /** {@code sqrt(next) * x0 + sqrt(1 - next - std^2) * epsilon + std * z}. */
  static StepPlan plan(PredictionType predictionType, GridStep step, double eta) {
    double now = step.alphaCumprod();
    double next = step.nextAlphaCumprod();
    double std = eta * Math.sqrt(Math.max(0, (1 - next) / (1 - now) * (1 - now / next)));
    double direction = Math.sqrt(Math.max(0, 1 - next - std * std));
    Combination form =
        predictionType
            .x0(now)
            .times(Math.sqrt(next))
            .plus(predictionType.epsilon(now).times(direction));
    return StepPlan.single(form, 0, 1, std);
  }
}
