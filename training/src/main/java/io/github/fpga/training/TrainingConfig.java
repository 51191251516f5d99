package io.github.fpga.training;

/**
 * How a network is optimised.
 *
 * @param steps number of updates
 * @param learningRate peak step size, reached after the warm-up, then a cosine down to a tenth
 * @param warmup steps of linear rise
 * @param weightDecay decoupled decay
 * @param maxNorm gradients are clipped to this global norm
 * @param emaDecay weight of the past in the moving average that is published
 * @param checkpointEvery steps between resumable states
 * @param sampleEvery steps between sample pictures
 * @param seed of everything random in the run
 */
public record TrainingConfig(
    long steps,
    double learningRate,
    long warmup,
    double weightDecay,
    double maxNorm,
    double emaDecay,
    long checkpointEvery,
    long sampleEvery,
    long seed) {

  public TrainingConfig {
    if (steps < 1 || learningRate <= 0 || checkpointEvery < 1 || sampleEvery < 1) {
      throw new IllegalArgumentException(
          "steps, learningRate and intervals must be positive: steps=%d learningRate=%s"
              .formatted(steps, learningRate));
    }
  }

  /** Common settings for a small network: 200 steps of warm-up, EMA 0.999. */
  public static TrainingConfig of(long steps, double learningRate, long seed) {
    return new TrainingConfig(steps, learningRate, 200, 0.01, 1, 0.999, 500, 1000, seed);
  }

  public TrainingConfig withSteps(long count) {
    return new TrainingConfig(
        count,
        learningRate,
        warmup,
        weightDecay,
        maxNorm,
        emaDecay,
        checkpointEvery,
        sampleEvery,
        seed);
  }

  /** The step size of an update, by its number from 1. */
  public double learningRateAt(long step) {
    double rise = Math.min(1, (double) step / Math.max(1, warmup));
    double progress = Math.min(1, (double) step / steps);
    double fall = 0.1 + 0.9 * 0.5 * (1 + Math.cos(Math.PI * progress));
    return learningRate * rise * fall;
  }

  /** The moving average's decay, shorter at first so that early checkpoints mean something. */
  public double emaDecayAt(long step) {
    return Math.min(emaDecay, (1.0 + step) / (10.0 + step));
  }
}
