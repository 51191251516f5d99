package io.github.fpga.models.layers;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisation over groups of channels. */
public final class GroupNorm {

  private final Parameter weight;
  private final Parameter bias;
  private final long groups;
  private final double epsilon;

  public GroupNorm(Weights w, long groups, long channels, double epsilon) {
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be split into %d groups".formatted(channels, groups));
    }
    this.weight = w.parameter("weight", Init.ONES, channels);
    this.bias = w.parameter("bias", Init.ZEROS, channels);
    this.groups = groups;
    this.epsilon = epsilon;
  }

  /** (B, C, ...) to the same shape. */
  public Tensor apply(Tensor x) {
    return torch.group_norm(
        x,
        groups,
        new TensorOptional(weight.value()),
        new TensorOptional(bias.value()),
        epsilon,
        false);
  }
}
