package io.github.fpga.pipelines.family;

import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Prompts for a denoiser alone. */
final class Prompting {

  private Prompting() {}

  static PromptRows rows(UNet2DConditionModel unet, TextStates text, int width, int height) {
    Tensor addition =
        unet.config().hasAddition()
            ? unet.additionEmbedding(text.pooled(), sizes(text, width, height))
            : null;
    return new PromptRows(unet.textKeyValues(text.states()), addition, null, null);
  }

  /**
   * What SDXL is told of a picture's size, as of one that was trained on whole: its own height and
   * width, nothing cut off, and the same height and width as the goal.
   */
  static Tensor sizes(TextStates text, int width, int height) {
    Tensor one = Tensors.of(new float[] {height, width, 0, 0, height, width}, 1, 6);
    return one.expand(text.pooled().size(0), 6);
  }
}
