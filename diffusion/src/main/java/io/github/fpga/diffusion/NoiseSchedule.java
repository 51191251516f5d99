package io.github.fpga.diffusion;

import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * How much of the clean latents is left at every training timestep, and what the network predicts.
 *
 * @param alphasCumprod share of signal variance per timestep, decreasing, in (0, 1]; the last may
 *     be 0 (zero terminal SNR)
 * @param finalAlphaCumprod the level a sampler ends at below timestep 0: 1, or {@code
 *     alphasCumprod[0]} where the config says {@code set_alpha_to_one: false}
 * @param predictionType what the network predicts
 */
public record NoiseSchedule(
    double[] alphasCumprod, double finalAlphaCumprod, PredictionType predictionType) {

  /** Copies the array; throws IllegalArgumentException for values out of range or increasing. */
  public NoiseSchedule {
    alphasCumprod = alphasCumprod.clone();
    if (alphasCumprod.length == 0) {
      throw new IllegalArgumentException("a noise schedule needs at least one timestep");
    }
    double previous = 1;
    for (int t = 0; t < alphasCumprod.length; t++) {
      double value = alphasCumprod[t];
      boolean last = t == alphasCumprod.length - 1;
      if (!(value <= previous) || value < 0 || (value == 0 && !last)) {
        throw new IllegalArgumentException(
            "alphasCumprod must decrease in (0, 1], got %s after %s at timestep %d"
                .formatted(value, previous, t));
      }
      previous = value;
    }
    if (!(finalAlphaCumprod >= alphasCumprod[0] && finalAlphaCumprod <= 1)) {
      throw new IllegalArgumentException(
          "finalAlphaCumprod must be in [%s, 1], got %s"
              .formatted(alphasCumprod[0], finalAlphaCumprod));
    }
  }

  /** The schedule of these betas, ending at {@code alphasCumprod[0]} as Stable Diffusion does. */
  public static NoiseSchedule ofBetas(double[] betas, PredictionType predictionType) {
    double[] alphasCumprod = BetaSchedule.alphasCumprod(betas);
    return new NoiseSchedule(alphasCumprod, alphasCumprod[0], predictionType);
  }

  /** Stable Diffusion's schedule: 1000 steps, scaled linear, 0.00085 to 0.012. */
  public static NoiseSchedule stableDiffusion(PredictionType predictionType) {
    return ofBetas(BetaSchedule.SCALED_LINEAR.betas(1000, 0.00085, 0.012), predictionType);
  }

  /** Stable Diffusion's schedule rescaled to zero terminal SNR; for v-prediction. */
  public static NoiseSchedule zeroTerminalSnr(PredictionType predictionType) {
    double[] betas = BetaSchedule.SCALED_LINEAR.betas(1000, 0.00085, 0.012);
    return ofBetas(BetaSchedule.rescaleZeroTerminalSnr(betas), predictionType);
  }

  @Override
  public double[] alphasCumprod() {
    return alphasCumprod.clone();
  }

  /** The number of training timesteps. */
  public int size() {
    return alphasCumprod.length;
  }

  /**
   * The level at a timestep; below 0 the final level.
   *
   * @throws IllegalArgumentException beyond the last timestep
   */
  public double alphaCumprod(int timestep) {
    if (timestep >= alphasCumprod.length) {
      throw new IllegalArgumentException(
          "timestep must be below %d, got %d".formatted(alphasCumprod.length, timestep));
    }
    return timestep < 0 ? finalAlphaCumprod : alphasCumprod[timestep];
  }

  /**
   * Noisy latents: {@code sqrt(a) * x0 + sqrt(1-a) * noise}.
   *
   * @param x0 clean latents (B,C,H,W)
   * @param noise standard normal, of the same shape
   * @param timesteps one for the whole batch, or one per row
   * @return latents owned by the current scope
   */
  public Tensor addNoise(Tensor x0, Tensor noise, int... timesteps) {
    return combine(Math::sqrt, x0, a -> Math.sqrt(1 - a), noise, timesteps);
  }

  /** The v-prediction target {@code sqrt(a) * noise - sqrt(1-a) * x0}; arguments as in addNoise. */
  public Tensor velocity(Tensor x0, Tensor noise, int... timesteps) {
    return combine(a -> -Math.sqrt(1 - a), x0, Math::sqrt, noise, timesteps);
  }

  /** What a network of this prediction type has to predict; arguments as in addNoise. */
  public Tensor trainingTarget(Tensor x0, Tensor noise, int... timesteps) {
    return switch (predictionType) {
      case EPSILON -> noise;
      case V_PREDICTION -> velocity(x0, noise, timesteps);
      case SAMPLE -> x0;
    };
  }

  /**
   * The clean latents that a prediction implies.
   *
   * @param latents noisy latents (B,C,H,W)
   * @param prediction the network's output, of the same shape
   * @param timesteps one for the whole batch, or one per row
   */
  public Tensor predictedX0(Tensor latents, Tensor prediction, int... timesteps) {
    return combine(
        a -> predictionType.x0(a).latents(),
        latents,
        a -> predictionType.x0(a).prediction(),
        prediction,
        timesteps);
  }

  /** The noise that a prediction implies; arguments as in {@link #predictedX0}. */
  public Tensor predictedEpsilon(Tensor latents, Tensor prediction, int... timesteps) {
    return combine(
        a -> predictionType.epsilon(a).latents(),
        latents,
        a -> predictionType.epsilon(a).prediction(),
        prediction,
        timesteps);
  }

  /** {@code sqrt(a) * x0 + sqrt(1-a) * noise} at any level in [0, 1]. */
  public static Tensor addNoiseAt(double alphaCumprod, Tensor x0, Tensor noise) {
    return Tensors.combine(Math.sqrt(alphaCumprod), x0, Math.sqrt(1 - alphaCumprod), noise);
  }

  private Tensor combine(
      DoubleUnaryOperator a, Tensor x, DoubleUnaryOperator b, Tensor y, int... timesteps) {
    if (timesteps.length == 1) {
      double level = alphaCumprod(timesteps[0]);
      return Tensors.combine(a.applyAsDouble(level), x, b.applyAsDouble(level), y);
    }
    long[] shape = Shapes.of(x);
    if (timesteps.length != shape[0]) {
      throw new IllegalArgumentException(
          "need one timestep or one per row (%d), got %d".formatted(shape[0], timesteps.length));
    }
    Tensor factors = perRow(a, shape.length, timesteps).to(x.device(), x.scalar_type());
    Tensor others = perRow(b, shape.length, timesteps).to(y.device(), y.scalar_type());
    return x.mul(factors).add(y.mul(others));
  }

  private Tensor perRow(DoubleUnaryOperator coefficient, int dimensions, int... timesteps) {
    float[] values = new float[timesteps.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = (float) coefficient.applyAsDouble(alphaCumprod(timesteps[row]));
    }
    long[] shape = new long[dimensions];
    Arrays.fill(shape, 1);
    shape[0] = values.length;
    return Tensors.of(values, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoiseSchedule that
        && Arrays.equals(alphasCumprod, that.alphasCumprod)
        && finalAlphaCumprod == that.finalAlphaCumprod
        && predictionType == that.predictionType;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(alphasCumprod) * 31 + predictionType.hashCode();
  }

  @Override
  public String toString() {
    return "NoiseSchedule[%d timesteps to %s, %s]"
        .formatted(size(), alphasCumprod[size() - 1], predictionType.configName());
  }
}
