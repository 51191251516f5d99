package io.github.fpga.diffusion;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * The linear form {@code latents * x + prediction * m} of latents x and a network's output m, with
 * its two coefficients computed on the host in double.
 */
public record Combination(double latents, double prediction) {

  /** This form times a factor. */
  public Combination times(double factor) {
    return new Combination(latents * factor, prediction * factor);
  }

  /** The sum of two forms. */
  public Combination plus(Combination other) {
    return new Combination(latents + other.latents, prediction + other.prediction);
  }

  /** Evaluates the form; two native calls. The current scope owns the result. */
  public Tensor apply(Tensor x, Tensor m) {
    return Tensors.combine(latents, x, prediction, m);
  }
}
