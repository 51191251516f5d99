package io.github.fpga.models.layers;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A linear map of the last dimension. */
public final class Linear {

  private final Parameter weight;
  private final Parameter bias;

  public Linear(Weights w, long in, long out) {
    this(w, in, out, true);
  }

  public Linear(Weights w, long in, long out, boolean withBias) {
    this(w, in, out, withBias, Init.fanIn(in));
  }

  public Linear(Weights w, long in, long out, boolean withBias, Init init) {
    this.weight = w.parameter("weight", init, out, in);
    this.bias = withBias ? w.parameter("bias", init, out) : null;
  }

  /** The number format of the weights. */
  public ScalarType type() {
    return (bias == null ? weight : bias).value().scalar_type().intern();
  }

  /** (..., in) to (..., out). */
  public Tensor apply(Tensor x) {
    return Branches.apply(
        weight,
        bias,
        (w, b) -> b == null ? torch.linear(x, w) : torch.linear(x, w, new TensorOptional(b)));
  }
}
