package io.github.fpga.models.layers;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Nearest-neighbour enlargement and a convolution; diffusers' Upsample2D. */
public final class Upsample {

  private final Conv2d conv;

  public Upsample(Weights w, long channels) {
    conv = new Conv2d(w.at("conv"), channels, channels, 3);
  }

  /** (B, C, H, W) to (B, C, 2H, 2W). */
  public Tensor apply(Tensor x) {
    return apply(x, x.size(2) * 2, x.size(3) * 2);
  }

  /** To a given size, for latents that the down-sampling does not divide. */
  public Tensor apply(Tensor x, long height, long width) {
    return Scope.of(() -> conv.apply(torch.upsample_nearest2d(x, height, width)));
  }
}
