package io.github.fpga.models.unet;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a ControlNet adds to the denoiser.
 *
 * @param down one tensor per skip connection, conv_in's first
 * @param mid added to the middle block's output
 */
public record ControlResiduals(List<Tensor> down, Tensor mid) {

  public ControlResiduals {
    down = List.copyOf(down);
  }

  /** The sum of two controls' residuals. */
  public ControlResiduals plus(ControlResiduals other) {
    if (down.size() != other.down.size()) {
      throw new IllegalArgumentException(
          "residuals for %d and %d skip connections".formatted(down.size(), other.down.size()));
    }
    Tensor[] sums = new Tensor[down.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = down.get(i).add(other.down.get(i));
    }
    return new ControlResiduals(List.of(sums), mid.add(other.mid));
  }
}
