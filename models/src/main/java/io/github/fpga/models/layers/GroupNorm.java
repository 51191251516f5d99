package io.github.fpga.models.layers;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Normalisation over groups of channels. */
public final class GroupNorm {

  /**
   * Where libtorch's kernel for channels-last maps goes through every group's few channels cell by
   * cell (docs/adr/0001-threads.md): maps of fewer than 1024 cells, groups of fewer than 16
   * channels. Below 128 cells, calls cost more than numbers.
   */
  private static final long LEAST_CELLS = 128;

  private static final long MOST_CELLS = 1023;
  private static final long MOST_CHANNELS = 15;

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
    if (isSlow(x)) {
      return byRows(x);
    }
    return torch.group_norm(
        x,
        groups,
        new TensorOptional(weight.value()),
        new TensorOptional(bias.value()),
        epsilon,
        false);
  }

  private boolean isSlow(Tensor x) {
    if (x.dim() != 4 || x.scalar_type().intern() != ScalarType.BFloat16) {
      return false;
    }
    long cells = x.size(2) * x.size(3);
    return cells >= LEAST_CELLS
        && cells <= MOST_CELLS
        && x.size(1) / groups <= MOST_CHANNELS
        && x.is_contiguous(MemoryFormat.ChannelsLast);
  }

  /**
   * The same with sums over whole rows of channels, in fp32. The variance as a difference of means
   * is off by less than what the rounding of x to bf16 has already cost.
   */
  private Tensor byRows(Tensor x) {
    long b = x.size(0);
    long channels = x.size(1);
    Tensor rows_BNC = x.permute(0, 2, 3, 1).flatten(1, 2).to(ScalarType.Float);
    Tensor mean_BG1 = groupMeans(rows_BNC);
    Tensor square_BG1 = groupMeans(rows_BNC.mul(rows_BNC));
    try (Scalar zero = new Scalar(0.0);
        Scalar one = new Scalar(1.0)) {
      Tensor variance = square_BG1.sub(mean_BG1.mul(mean_BG1)).clamp_min(zero);
      Tensor scale = Tensors.add(variance, epsilon).rsqrt().mul(perGroup(weight));
      Tensor shift = perGroup(bias).sub(mean_BG1.mul(scale));
      return torch
          .addcmul(shift.view(b, 1, channels), rows_BNC, scale.view(b, 1, channels), one)
          .to(x.scalar_type())
          .view(b, x.size(2), x.size(3), channels)
          .permute(0, 3, 1, 2);
    }
  }

  private Tensor groupMeans(Tensor rows_BNC) {
    long perGroup = rows_BNC.size(2) / groups;
    Tensor sums = rows_BNC.sum(1).view(rows_BNC.size(0), groups, perGroup).sum(2);
    return Tensors.mul(sums, 1.0 / (rows_BNC.size(1) * perGroup)).unsqueeze(2);
  }

  /** (1, groups, channels of a group), fp32. */
  private Tensor perGroup(Parameter parameter) {
    Tensor value = parameter.value().to(ScalarType.Float);
    return value.view(1, groups, value.size(0) / groups);
  }
}
