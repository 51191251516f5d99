package io.github.fpga.models.repcontrolnet;

import io.github.fpga.tensor.Weights;

/**
 * One kind of control at some strength.
 *
 * @param name as in "skeleton", for messages
 * @param weights the modal copies as a whole tree, by the denoiser's own keys; only read
 * @param beta strength: 0 is the base without this mode, 1 what the copies were trained for
 */
public record Mode(String name, Weights weights, double beta) {

  public Mode {
    if (!Double.isFinite(beta)) {
      throw new IllegalArgumentException("beta of %s must be finite, got %s".formatted(name, beta));
    }
  }

  /** The same copies at another strength. */
  public Mode withBeta(double newBeta) {
    return new Mode(name, weights, newBeta);
  }
}
