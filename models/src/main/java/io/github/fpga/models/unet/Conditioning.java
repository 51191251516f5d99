package io.github.fpga.models.unet;

import org.bytedeco.pytorch.Tensor;

/**
 * Everything that belongs to one request and steers the denoiser; immutable, so that one network
 * serves concurrent requests.
 *
 * @param attention what the cross-attention layers attend to
 * @param residuals a ControlNet's output, or null
 * @param conditionFeature (B or 1, blockOutChannels[0], H, W), added to conv_in's output, or null
 * @param addition (B or 1, timeChannels), from {@link UNet2DConditionModel#additionEmbedding}; null
 *     for a denoiser without one, as Stable Diffusion 1.x
 */
public record Conditioning(
    CrossAttention attention,
    ControlResiduals residuals,
    Tensor conditionFeature,
    Tensor addition) {

  public Conditioning {
    if (attention == null) {
      throw new IllegalArgumentException("attention must not be null");
    }
  }

  public static Conditioning of(CrossAttention attention) {
    return new Conditioning(attention, null, null, null);
  }

  /**
   * Text alone; projects the tokens for all layers, so call it once per picture.
   *
   * @param tokens_BNC the text encoder's hidden states
   */
  public static Conditioning text(UNet2DConditionModel unet, Tensor tokens_BNC) {
    return of(new TextCrossAttention(unet.textKeyValues(tokens_BNC)));
  }

  public Conditioning withAttention(CrossAttention newAttention) {
    return new Conditioning(newAttention, residuals, conditionFeature, addition);
  }

  public Conditioning withResiduals(ControlResiduals newResiduals) {
    return new Conditioning(attention, newResiduals, conditionFeature, addition);
  }

  public Conditioning withConditionFeature(Tensor newFeature) {
    return new Conditioning(attention, residuals, newFeature, addition);
  }

  public Conditioning withAddition(Tensor newAddition) {
    return new Conditioning(attention, residuals, conditionFeature, newAddition);
  }
}
