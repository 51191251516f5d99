package io.github.fpga.models.layers;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisation of the last dimension. */
public final class LayerNorm {

  private final Parameter weight;
  private final Parameter bias;
  private final long[] shape;
  private final double epsilon;

  public LayerNorm(Weights w, long channels) {
    this(w, channels, 1e-5);
  }

  public LayerNorm(Weights w, long channels, double epsilon) {
    this.weight = w.parameter("weight", Init.ONES, channels);
    this.bias = w.parameter("bias", Init.ZEROS, channels);
    this.shape = new long[] {channels};
    this.epsilon = epsilon;
  }

  /** (..., C) to the same shape. */
  public Tensor apply(Tensor x) {
    return torch.layer_norm(
        x,
        shape,
        new TensorOptional(weight.value()),
        new TensorOptional(bias.value()),
        epsilon,
        false);
  }
}
