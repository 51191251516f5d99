package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A prompt's pooled embedding and the picture's sizes to what SDXL adds to its time embedding;
 * diffusers' text_time add_embedding. Source: Podell et al., arXiv 2307.01952, section 2.2.
 */
final class AdditionEmbedding {

  private final Sinusoids sinusoids;
  private final long inputs;
  private final Linear linear1;
  private final Linear linear2;

  AdditionEmbedding(Weights w, UNetConfig config) {
    sinusoids = new Sinusoids(config.additionTimeEmbedDim(), config.flipSinToCos(), 0);
    inputs = config.additionInputDim();
    linear1 = new Linear(w.at("linear_1"), inputs, config.timeChannels());
    linear2 = new Linear(w.at("linear_2"), config.timeChannels(), config.timeChannels());
  }

  /**
   * @param textEmbeds_BD pooled text
   * @param timeIds_BN sizes in pixels, in SDXL's order
   * @return (B, timeChannels)
   */
  Tensor apply(Tensor textEmbeds_BD, Tensor timeIds_BN) {
    Shapes.require("textEmbeds", textEmbeds_BD, timeIds_BN.size(0), -1);
    Tensor sizes = sinusoids.apply(timeIds_BN).view(timeIds_BN.size(0), -1);
    Tensor both = Tensors.cat(1, textEmbeds_BD, sizes.to(textEmbeds_BD.scalar_type()));
    Shapes.require("textEmbeds with the sizes' sinusoids", both, -1, inputs);
    return linear2.apply(torch.silu(linear1.apply(both.to(linear1.type()))));
  }
}
