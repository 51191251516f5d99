package io.github.fpga.diffusion;

import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The noise levels a run passes through. Point k (0 is the noisiest) is where step k starts; point
 * {@link #size} is the clean end. A run that starts late (img2img, DIIR) keeps the whole grid and a
 * later {@code start}, so an index means the same level in inversion, sampling and hooks.
 *
 * @param predictionType what the network predicts
 * @param steps all steps, noisiest first
 * @param start index of the first step to run, from 0 to {@code steps.size()}
 * @param initialScale factor on unit noise for a run from point 0; 1, except for Euler's upstream
 *     convention
 */
public record TimestepGrid(
    PredictionType predictionType, List<GridStep> steps, int start, double initialScale) {

  /** Copies the list; throws IllegalArgumentException for a start out of range. */
  public TimestepGrid {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || start < 0 || start > steps.size()) {
      throw new IllegalArgumentException(
          "start must be from 0 to %d, got %d".formatted(steps.size(), start));
    }
  }

  /**
   * A chained grid on whole timesteps: each step leads to the next one's level, the last to the
   * schedule's final level. DDIM and DIIR run on this grid.
   *
   * @param timesteps strictly decreasing
   * @throws IllegalArgumentException for timesteps out of range or order
   */
  public static TimestepGrid of(NoiseSchedule schedule, int... timesteps) {
    List<GridStep> steps = new ArrayList<>();
    for (int i = 0; i < timesteps.length; i++) {
      int next = i + 1 < timesteps.length ? timesteps[i + 1] : -1;
      if (timesteps[i] < 0 || next >= timesteps[i]) {
        throw new IllegalArgumentException(
            "timesteps must decrease and be at least 0, got %d before %d"
                .formatted(timesteps[i], next));
      }
      steps.add(step(schedule, timesteps[i], next));
    }
    return new TimestepGrid(schedule.predictionType(), steps, 0, 1);
  }

  /**
   * The grid of diffusers' DDIM schedulers, forward and inverse: each step leads to {@code t -
   * trainTimesteps / steps}, not to the next timestep. The same as {@link #of} for LEADING; for
   * LINSPACE, and for TRAILING where the counts do not divide, steps overlap or leave gaps. Only
   * for comparing with upstream.
   */
  public static TimestepGrid strided(NoiseSchedule schedule, int... timesteps) {
    int stride = schedule.size() / timesteps.length;
    List<GridStep> steps = new ArrayList<>();
    for (int timestep : timesteps) {
      steps.add(step(schedule, timestep, timestep - stride));
    }
    return new TimestepGrid(schedule.predictionType(), steps, 0, 1);
  }

  private static GridStep step(NoiseSchedule schedule, int timestep, int next) {
    return new GridStep(timestep, schedule.alphaCumprod(timestep), schedule.alphaCumprod(next));
  }

  /** The number of steps of the whole grid. */
  public int size() {
    return steps.size();
  }

  /** The number of steps a run from {@link #start} takes. */
  public int remaining() {
    return steps.size() - start;
  }

  /** The same grid, run from another point. */
  public TimestepGrid from(int point) {
    return new TimestepGrid(predictionType, steps, point, initialScale);
  }

  /**
   * The same grid, run over its last part.
   *
   * @param strength share of steps in [0, 1]; the count is rounded down, as diffusers does
   */
  public TimestepGrid withStrength(double strength) {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be in [0, 1], got " + strength);
    }
    return from(size() - (int) (size() * strength));
  }

  /** The level of a point, from 0 to {@link #size}. */
  public double alphaCumprod(int point) {
    return point == size()
        ? steps.get(point - 1).nextAlphaCumprod()
        : steps.get(point).alphaCumprod();
  }

  /** What the denoiser is told at each step of the whole grid. */
  public double[] timesteps() {
    return steps.stream().mapToDouble(GridStep::timestep).toArray();
  }

  /** The latents of a run from pure noise (B,C,H,W), owned by the current scope. */
  public Tensor initialLatents(Tensor noise) {
    return Tensors.mul(noise, initialScale);
  }

  /** Clean latents (B,C,H,W) noised to the level of {@link #start}; owned by the current scope. */
  public Tensor addNoise(Tensor x0, Tensor noise) {
    return NoiseSchedule.addNoiseAt(alphaCumprod(start), x0, noise);
  }
}
