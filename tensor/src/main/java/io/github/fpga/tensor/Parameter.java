package io.github.fpga.tensor;

import org.bytedeco.pytorch.Tensor;

/** A handle to one weight tensor. */
@FunctionalInterface
public interface Parameter {

  /**
   * The current value. For inference always the same tensor, owned by the weights; in training a
   * tensor derived from the optimised leaves, owned by the current scope.
   */
  Tensor value();
}
