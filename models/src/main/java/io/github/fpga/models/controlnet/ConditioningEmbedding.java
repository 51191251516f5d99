package io.github.fpga.models.controlnet;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The control picture to a feature of latent size; diffusers' ControlNetConditioningEmbedding. */
final class ConditioningEmbedding {

  private final Conv2d convIn;
  private final List<Conv2d> blocks = new ArrayList<>();
  private final Conv2d convOut;

  ConditioningEmbedding(Weights w, ControlNetConfig config) {
    List<Integer> widths = config.conditioningEmbeddingOutChannels();
    convIn = new Conv2d(w.at("conv_in"), config.conditioningChannels(), widths.get(0), 3);
    for (int i = 0; i + 1 < widths.size(); i++) {
      long in = widths.get(i);
      blocks.add(new Conv2d(w.at("blocks").at(2 * i), in, in, 3));
      blocks.add(new Conv2d(w.at("blocks").at(2 * i + 1), in, widths.get(i + 1), 3, 2, 1));
    }
    long last = widths.get(widths.size() - 1);
    convOut = Conv2d.zero(w.at("conv_out"), last, config.unet().blockOutChannels().get(0), 3);
  }

  Tensor apply(Tensor control_BCHW) {
    Tensor x = torch.silu(convIn.apply(control_BCHW));
    for (Conv2d block : blocks) {
      x = torch.silu(block.apply(x));
    }
    return convOut.apply(x);
  }
}
