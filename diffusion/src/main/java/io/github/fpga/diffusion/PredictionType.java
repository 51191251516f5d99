package io.github.fpga.diffusion;

import java.util.Arrays;

/** What a network predicts, and how clean latents and noise follow from it. */
public enum PredictionType {
  /** The noise. */
  EPSILON("epsilon") {
    @Override
    public Combination x0(double alphaCumprod) {
      if (alphaCumprod <= 0) {
        throw new IllegalArgumentException(
            "epsilon prediction is undefined at zero terminal SNR (alphaCumprod "
                + alphaCumprod
                + ")");
      }
      double alpha = Math.sqrt(alphaCumprod);
      return new Combination(1 / alpha, -Math.sqrt(1 - alphaCumprod) / alpha);
    }

    @Override
    public Combination epsilon(double alphaCumprod) {
      return new Combination(0, 1);
    }
  },
  /** The velocity {@code alpha * noise - sigma * x0} of Salimans and Ho, 2202.00512. */
  V_PREDICTION("v_prediction") {
    @Override
    public Combination x0(double alphaCumprod) {
      return new Combination(Math.sqrt(alphaCumprod), -Math.sqrt(1 - alphaCumprod));
    }

    @Override
    public Combination epsilon(double alphaCumprod) {
      return new Combination(Math.sqrt(1 - alphaCumprod), Math.sqrt(alphaCumprod));
    }
  },
  /** The clean latents. */
  SAMPLE("sample") {
    @Override
    public Combination x0(double alphaCumprod) {
      return new Combination(0, 1);
    }

    @Override
    public Combination epsilon(double alphaCumprod) {
      if (alphaCumprod >= 1) {
        throw new IllegalArgumentException(
            "sample prediction tells no noise at alphaCumprod " + alphaCumprod);
      }
      double sigma = Math.sqrt(1 - alphaCumprod);
      return new Combination(1 / sigma, -Math.sqrt(alphaCumprod) / sigma);
    }
  };

  private final String configName;

  PredictionType(String configName) {
    this.configName = configName;
  }

  /** The clean latents from noisy latents and the network's output, at a noise level in [0, 1]. */
  public abstract Combination x0(double alphaCumprod);

  /** The noise from noisy latents and the network's output, at a noise level in [0, 1]. */
  public abstract Combination epsilon(double alphaCumprod);

  /** The name in scheduler configs, as in {@code v_prediction}. */
  public String configName() {
    return configName;
  }

  /**
   * The type by its name in scheduler configs.
   *
   * @throws IllegalArgumentException for another name, with the known ones
   */
  public static PredictionType of(String configName) {
    return Arrays.stream(values())
        .filter(type -> type.configName.equals(configName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown prediction type '%s', known: %s"
                        .formatted(
                            configName,
                            Arrays.stream(values()).map(PredictionType::configName).toList())));
  }
}
