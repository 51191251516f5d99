package io.github.fpga.models.layers;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A square two-dimensional convolution. */
public final class Conv2d {

  private static final long[] DILATION = {1, 1};

  private final Parameter weight;
  private final Parameter bias;
  private final long[] stride;
  private final long[] padding;
  private final long groups;

  /** A convolution that keeps the size: stride 1, padding (kernel - 1) / 2. */
  public Conv2d(Weights w, long in, long out, long kernel) {
    this(w, in, out, kernel, 1, (kernel - 1) / 2);
  }

  public Conv2d(Weights w, long in, long out, long kernel, long stride, long padding) {
    this(w, in, out, kernel, stride, padding, 1, Init.fanIn(in * kernel * kernel));
  }

  /**
   * @param groups channel groups; {@code in} for a depthwise convolution
   * @param init first values of weight and bias; {@link Init#ZEROS} for a zero convolution
   */
  public Conv2d(
      Weights w,
      long in,
      long out,
      long kernel,
      long stride,
      long padding,
      long groups,
      Init init) {
    this(
        w.parameter("weight", init, out, in / groups, kernel, kernel),
        w.parameter("bias", init, out),
        stride,
        padding,
        groups);
  }

  private Conv2d(Parameter weight, Parameter bias, long stride, long padding, long groups) {
    this.weight = weight;
    this.bias = bias;
    this.stride = new long[] {stride, stride};
    this.padding = new long[] {padding, padding};
    this.groups = groups;
  }

  /** A 1x1 or 3x3 convolution that starts as zero, so that what it feeds is unchanged at first. */
  public static Conv2d zero(Weights w, long in, long out, long kernel) {
    return new Conv2d(w, in, out, kernel, 1, (kernel - 1) / 2, 1, Init.ZEROS);
  }

  /** A convolution whose checkpoint has no bias. */
  public static Conv2d withoutBias(
      Weights w, long in, long out, long kernel, long stride, long padding) {
    Init init = Init.fanIn(in * kernel * kernel);
    return new Conv2d(
        w.parameter("weight", init, out, in, kernel, kernel), null, stride, padding, 1);
  }

  /** The number format of the weights. */
  public ScalarType type() {
    return (bias == null ? weight : bias).value().scalar_type().intern();
  }

  /** (B, in, H, W) to (B, out, H', W'). */
  public Tensor apply(Tensor x) {
    Tensor out = Branches.apply(weight, bias, (w, b) -> convolved(x, w, b));
    return Regions.addTo(
        out,
        weight,
        down -> convolved(x, down, null),
        (h, up) -> torch.conv2d(h, up),
        region -> region.onMap(out.size(2), out.size(3)));
  }

  private Tensor convolved(Tensor x, Tensor w, Tensor b) {
    TensorOptional added = b == null ? new TensorOptional() : new TensorOptional(b);
    return torch.conv2d(x, w, added, stride, padding, DILATION, groups);
  }
}
