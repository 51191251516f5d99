package io.github.fpga.models.layers;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A linear map gated by another: (W x + b) * gelu(V x + c); diffusers' GEGLU. */
public final class GeGlu {

  private final Parameter weight;
  private final Parameter bias;
  private final long out;

  /**
   * @param w holds both maps in one tensor, the gate's rows second
   */
  public GeGlu(Weights w, long in, long out) {
    Init init = Init.fanIn(in);
    this.weight = w.parameter("weight", init, 2 * out, in);
    this.bias = w.parameter("bias", init, 2 * out);
    this.out = out;
  }

  /** (..., in) to (..., out). */
  public Tensor apply(Tensor x) {
    // Halves of the weights, not of the result: gelu and the product are slow on strided halves
    // (docs/adr/0001-threads.md).
    Tensor w = weight.value();
    Tensor b = bias.value();
    return half(x, w, b, 0).mul(torch.gelu(half(x, w, b, out)));
  }

  private Tensor half(Tensor x, Tensor w, Tensor b, long from) {
    return Regions.addTo(
        torch.linear(x, w.narrow(0, from, out), new TensorOptional(b.narrow(0, from, out))),
        weight,
        down -> torch.linear(x, down),
        (h, up) -> torch.linear(h, up.narrow(0, from, out)),
        region -> region.onTokens(x.size(1)));
  }
}
