package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Attention;
import org.bytedeco.pytorch.Tensor;

/**
 * Attention to text alone, as in Stable Diffusion.
 *
 * @param text from {@link UNet2DConditionModel#textKeyValues}
 */
public record TextCrossAttention(KeyValues text) implements CrossAttention {

  @Override
  public Tensor attend(CrossAttentionLayer layer, Tensor q_BNC, int height, int width) {
    return Attention.attend(q_BNC, text.key(layer), text.value(layer), layer.heads());
  }
}
