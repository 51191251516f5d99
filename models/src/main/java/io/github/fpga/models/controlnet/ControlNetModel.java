package io.github.fpga.models.controlnet;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.unet.ControlResiduals;
import io.github.fpga.models.unet.CrossAttention;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNetEncoder;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * A trainable copy of the denoiser's encoder that sees a control picture and adds to the skip
 * connections. Source: Zhang et al., arXiv 2302.05543; keys of diffusers' ControlNetModel.
 */
public final class ControlNetModel {

  private final ControlNetConfig config;
  private final List<CrossAttentionLayer> crossAttentionLayers;
  private final UNetEncoder encoder;
  private final ConditioningEmbedding embedding;
  private final List<Conv2d> downOut = new ArrayList<>();
  private final Conv2d midOut;

  public ControlNetModel(Weights w, ControlNetConfig config) {
    this.config = config;
    List<CrossAttentionLayer> cross = new ArrayList<>();
    encoder = new UNetEncoder(w, config.unet(), cross);
    crossAttentionLayers = List.copyOf(cross);
    embedding = new ConditioningEmbedding(w.at("controlnet_cond_embedding"), config);
    for (int width : encoder.skipChannels()) {
      Weights out = w.at("controlnet_down_blocks").at(downOut.size());
      downOut.add(Conv2d.zero(out, width, width, 1));
    }
    long mid = config.unet().blockOutChannels().get(config.unet().levels() - 1);
    midOut = Conv2d.zero(w.at("controlnet_mid_block"), mid, mid, 1);
  }

  public ControlNetConfig config() {
    return config;
  }

  /** This network's own cross-attention layers in forward order. */
  public List<CrossAttentionLayer> crossAttentionLayers() {
    return crossAttentionLayers;
  }

  /** Projects text tokens to this network's keys and values; once per picture. */
  public KeyValues textKeyValues(Tensor encoderHiddenStates_BNC) {
    return KeyValues.of(crossAttentionLayers, encoderHiddenStates_BNC.to(encoder.type()));
  }

  /**
   * The control picture's feature; once per picture.
   *
   * @param control_BCHW in [0, 1], RGB, eight times the latents' size (two times per width but one)
   * @return (B, blockOutChannels[0], H, W) at latent size
   */
  public Tensor embed(Tensor control_BCHW) {
    Shapes.require("control", control_BCHW, -1, config.conditioningChannels(), -1, -1);
    return embedding.apply(control_BCHW.to(encoder.type()).contiguous(MemoryFormat.ChannelsLast));
  }

  /**
   * A prompt's pooled embedding and the picture's sizes for this network's own time embedding; once
   * per picture. See {@link UNetEncoder#additionEmbedding}.
   */
  public Tensor additionEmbedding(Tensor textEmbeds_BD, Tensor timeIds_BN) {
    return encoder.additionEmbedding(textEmbeds_BD, timeIds_BN);
  }

  /** What to add to a denoiser of Stable Diffusion 1.x at one step; see below. */
  public ControlResiduals residuals(
      Tensor latents_BCHW,
      Tensor timesteps_B,
      CrossAttention attention,
      Tensor feature,
      double scale,
      boolean guessMode) {
    return residuals(latents_BCHW, timesteps_B, null, attention, feature, scale, guessMode);
  }

  /**
   * What to add to the denoiser at one step.
   *
   * @param addition from {@link #additionEmbedding}; null where the network takes none
   * @param attention over this network's own layers
   * @param feature from {@link #embed}
   * @param scale strength, 1 as trained
   * @param guessMode let shallow residuals count less, from a tenth to the whole, for use without a
   *     prompt
   */
  public ControlResiduals residuals(
      Tensor latents_BCHW,
      Tensor timesteps_B,
      Tensor addition,
      CrossAttention attention,
      Tensor feature,
      double scale,
      boolean guessMode) {
    UNetEncoder.Features features =
        encoder.encode(latents_BCHW, timesteps_B, addition, attention, feature);
    int count = downOut.size();
    List<Tensor> down = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double factor = guessMode ? scale * Math.pow(10, (double) i / count - 1) : scale;
      down.add(Tensors.mul(downOut.get(i).apply(features.skips().get(i)), factor));
    }
    return new ControlResiduals(down, Tensors.mul(midOut.apply(features.mid()), scale));
  }
}
