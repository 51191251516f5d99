package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The half of a denoiser that a ControlNet copies: time embedding, conv_in, the way down and the
 * middle block.
 */
public final class UNetEncoder {

  private final TimestepEmbedding timeEmbedding;
  private final AdditionEmbedding additionEmbedding;
  private final Conv2d convIn;
  private final List<Level> levels = new ArrayList<>();
  private final ResnetBlock midFirst;
  private final SpatialTransformer midAttention;
  private final ResnetBlock midSecond;
  private final List<Integer> skipChannels = new ArrayList<>();

  /** One resolution; attentions is empty or as long as resnets, down is null at the last. */
  private record Level(
      List<ResnetBlock> resnets, List<SpatialTransformer> attentions, Conv2d down) {}

  /**
   * What the encoder computed.
   *
   * @param activatedTime silu of the time embedding
   * @param skips conv_in's output and those of every residual block and down-sampler
   * @param mid the middle block's output
   */
  public record Features(Tensor activatedTime, List<Tensor> skips, Tensor mid) {}

  /**
   * @param cross receives the cross-attention layers, in forward order
   */
  public UNetEncoder(Weights w, UNetConfig config, List<CrossAttentionLayer> cross) {
    int first = config.blockOutChannels().get(0);
    timeEmbedding = new TimestepEmbedding(w.at("time_embedding"), config);
    additionEmbedding =
        config.hasAddition() ? new AdditionEmbedding(w.at("add_embedding"), config) : null;
    convIn = new Conv2d(w.at("conv_in"), config.inChannels(), first, 3);
    skipChannels.add(first);
    int in = first;
    for (int i = 0; i < config.levels(); i++) {
      levels.add(level(w, config, i, in, cross));
      in = config.blockOutChannels().get(i);
    }
    Weights mid = w.at("mid_block");
    midFirst = resnet(mid.at("resnets.0"), config, in, in);
    midAttention =
        new SpatialTransformer(w, "mid_block.attentions.0", config, config.levels() - 1, cross);
    midSecond = resnet(mid.at("resnets.1"), config, in, in);
  }

  /** The widths of {@link Features#skips}. */
  public List<Integer> skipChannels() {
    return List.copyOf(skipChannels);
  }

  /** The number format of the weights, which is the one the network computes in. */
  public ScalarType type() {
    return convIn.type();
  }

  /**
   * What SDXL adds to the time embedding; once per picture.
   *
   * @param textEmbeds_BD the prompts' pooled embeddings
   * @param timeIds_BN per row the original height and width, the crop's top and left, the target
   *     height and width, in pixels
   * @return (B, timeChannels)
   * @throws IllegalArgumentException where the network takes none
   */
  public Tensor additionEmbedding(Tensor textEmbeds_BD, Tensor timeIds_BN) {
    if (additionEmbedding == null) {
      throw new IllegalArgumentException("this denoiser takes no pooled text and sizes");
    }
    return additionEmbedding.apply(textEmbeds_BD, timeIds_BN);
  }

  /**
   * @param latents_BCHW any floating format
   * @param timesteps_B (B) or (1)
   * @param addition from {@link #additionEmbedding}; null where the network takes none
   * @param feature added to conv_in's output, or null
   */
  public Features encode(
      Tensor latents_BCHW,
      Tensor timesteps_B,
      Tensor addition,
      CrossAttention attention,
      Tensor feature) {
    if ((addition == null) != (additionEmbedding == null)) {
      throw new IllegalArgumentException(
          addition == null
              ? "this denoiser needs pooled text and sizes (Conditioning.withAddition)"
              : "this denoiser takes no pooled text and sizes");
    }
    ScalarType type = type();
    Tensor time = timeEmbedding.activated(timesteps_B, addition, type);
    // Channels last from here on: convolutions, norms and attention then need no copies.
    Tensor x = convIn.apply(latents_BCHW.to(type).contiguous(MemoryFormat.ChannelsLast));
    x = feature == null ? x : x.add(feature.to(type));
    List<Tensor> skips = new ArrayList<>();
    skips.add(x);
    for (Level level : levels) {
      for (int i = 0; i < level.resnets().size(); i++) {
        x = level.resnets().get(i).apply(x, time);
        x = level.attentions().isEmpty() ? x : level.attentions().get(i).apply(x, attention);
        skips.add(x);
      }
      if (level.down() != null) {
        x = level.down().apply(x);
        skips.add(x);
      }
    }
    x = midAttention.apply(midFirst.apply(x, time), attention);
    return new Features(time, skips, midSecond.apply(x, time));
  }

  private Level level(
      Weights w, UNetConfig config, int i, int in, List<CrossAttentionLayer> cross) {
    String key = "down_blocks." + i;
    int out = config.blockOutChannels().get(i);
    List<ResnetBlock> resnets = new ArrayList<>();
    List<SpatialTransformer> attentions = new ArrayList<>();
    for (int j = 0; j < config.layersPerBlock(); j++) {
      resnets.add(resnet(w.at(key + ".resnets." + j), config, j == 0 ? in : out, out));
      if (config.downBlockTypes().get(i).startsWith("CrossAttn")) {
        attentions.add(new SpatialTransformer(w, key + ".attentions." + j, config, i, cross));
      }
      skipChannels.add(out);
    }
    if (i == config.levels() - 1) {
      return new Level(resnets, attentions, null);
    }
    skipChannels.add(out);
    return new Level(
        resnets, attentions, new Conv2d(w.at(key + ".downsamplers.0.conv"), out, out, 3, 2, 1));
  }

  static ResnetBlock resnet(Weights w, UNetConfig config, long in, long out) {
    return new ResnetBlock(
        w, in, out, config.timeChannels(), config.normNumGroups(), config.normEps());
  }
}
