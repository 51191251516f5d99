package io.github.fpga.models.layers;

import io.github.fpga.tensor.Parameter;
import java.util.List;

/**
 * A weight or bias that is a weighted sum. {@link Conv2d} and {@link Linear} then run every summand
 * as a branch of its own and add the outputs, before any nonlinearity; the value is the sum itself.
 */
public interface BranchedParameter extends Parameter {

  /** One summand: factor * parameter. */
  record Branch(double factor, Parameter parameter) {}

  /** The summands; a layer's weight and bias have the same factors in the same order. */
  List<Branch> branches();
}
