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

  /** (..., in) to (..., out); where a region has a part in it, (B, cells, in). */
  public Tensor apply(Tensor x) {
    return Regions.addTo(
        everywhere(x),
        weight,
        down -> torch.linear(x, down),
        (h, up) -> torch.linear(h, up),
        region -> region.onTokens(x.size(1)));
  }

  /** (B, in) to (B, out, 1, 1), or of a map's size where regions have a part in it. */
  public Tensor applyToMap(Tensor x_BC, long height, long width) {
    return Regions.addTo(
        everywhere(x_BC).unsqueeze(2).unsqueeze(3),
        weight,
        down -> torch.linear(x_BC, down),
        (h, up) -> torch.linear(h, up).unsqueeze(2).unsqueeze(3),
        region -> region.onMap(height, width));
  }

  private Tensor everywhere(Tensor x) {
    return Branches.apply(
        weight,
        bias,
        (w, b) -> b == null ? torch.linear(x, w) : torch.linear(x, w, new TensorOptional(b)));
  }
}
