package io.github.fpga.evaluation.style;

import io.github.fpga.idzoom.world.Style;
import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Three convolutions, whose last maps are averaged over the whole square: a style is everywhere,
 * and who is shown is of no interest.
 */
final class StyleNetwork {

  private static final int[] WIDTHS = {3, 16, 32, 48};
  private static final int KERNEL = 5;
  private static final int GROUPS = 4;
  private static final double EPSILON = 1e-5;

  private final Conv2d[] convolutions = new Conv2d[WIDTHS.length - 1];
  private final GroupNorm[] norms = new GroupNorm[convolutions.length];
  private final Linear out;

  StyleNetwork(Weights w) {
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i] =
          new Conv2d(w.at("convolutions").at(i), WIDTHS[i], WIDTHS[i + 1], KERNEL, 2, KERNEL / 2);
      norms[i] = new GroupNorm(w.at("norms").at(i), GROUPS, WIDTHS[i + 1], EPSILON);
    }
    out = new Linear(w.at("out"), WIDTHS[convolutions.length], Style.values().length);
  }

  /**
   * @param x_BCHW pictures in [-1, 1]
   * @return (B, 4) logits in the order of {@link Style}
   */
  Tensor apply(Tensor x_BCHW) {
    Tensor h = x_BCHW;
    for (int i = 0; i < convolutions.length; i++) {
      h = torch.gelu(norms[i].apply(convolutions[i].apply(h)));
    }
    return out.apply(h.flatten(2, -1).mean(2));
  }
}
