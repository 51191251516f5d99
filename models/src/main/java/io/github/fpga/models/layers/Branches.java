package io.github.fpga.models.layers;

import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Tensors;
import java.util.List;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Runs a linear layer once, or once per branch of its parameters. */
final class Branches {

  private Branches() {}

  /**
   * @param bias null for a layer without one
   * @param map from weight and bias (or null) to the layer's output
   */
  static Tensor apply(Parameter weight, Parameter bias, BinaryOperator<Tensor> map) {
    if (!(weight instanceof BranchedParameter branched)) {
      return map.apply(weight.value(), bias == null ? null : bias.value());
    }
    List<BranchedParameter.Branch> weights = branched.branches();
    List<BranchedParameter.Branch> biases =
        bias == null ? null : ((BranchedParameter) bias).branches();
    Tensor sum = null;
    for (int i = 0; i < weights.size(); i++) {
      Tensor b = biases == null ? null : biases.get(i).parameter().value();
      Tensor out = map.apply(weights.get(i).parameter().value(), b);
      Tensor term = Tensors.mul(out, weights.get(i).factor());
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }
}
