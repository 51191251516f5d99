package io.github.fpga.models.layers;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Two normalised convolutions around a residual; diffusers' ResnetBlock2D. */
public final class ResnetBlock {

  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final Linear timeProjection;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final Conv2d shortcut;

  /**
   * @param timeChannels width of the time embedding, 0 for a block without one
   */
  public ResnetBlock(Weights w, long in, long out, long timeChannels, long groups, double epsilon) {
    norm1 = new GroupNorm(w.at("norm1"), groups, in, epsilon);
    conv1 = new Conv2d(w.at("conv1"), in, out, 3);
    timeProjection = timeChannels > 0 ? new Linear(w.at("time_emb_proj"), timeChannels, out) : null;
    norm2 = new GroupNorm(w.at("norm2"), groups, out, epsilon);
    conv2 = new Conv2d(w.at("conv2"), out, out, 3);
    shortcut = in == out ? null : new Conv2d(w.at("conv_shortcut"), in, out, 1);
  }

  /** (B, in, H, W) to (B, out, H, W), for blocks without a time embedding. */
  public Tensor apply(Tensor x) {
    return apply(x, null);
  }

  /**
   * Maps on the way are freed as soon as they have been used: of a large picture they are the
   * greater part of all memory.
   *
   * @param activatedTime silu of the time embedding (B, timeChannels)
   */
  public Tensor apply(Tensor x, Tensor activatedTime) {
    return Scope.of(
        () -> {
          Tensor h = Scope.of(() -> conv1.apply(torch.silu(norm1.apply(x))));
          Tensor timed = timeProjection == null ? h : h.add(bias(activatedTime, h));
          Tensor residual = Scope.of(() -> conv2.apply(torch.silu(norm2.apply(timed))));
          return (shortcut == null ? x : shortcut.apply(x)).add(residual);
        });
  }

  /** What the time adds to the cells of a map. */
  private Tensor bias(Tensor activatedTime, Tensor map) {
    return timeProjection.applyToMap(activatedTime, map.size(2), map.size(3));
  }
}
