package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.models.layers.Upsample;
import io.github.fpga.tensor.Reparameterization;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The denoiser of Stable Diffusion 1.x and XL (diffusers' UNet2DConditionModel). Sources: Rombach
 * et al., arXiv 2112.10752, and Podell et al., arXiv 2307.01952; built from a checkpoint by its
 * public keys. It computes in the number format of its weights and is extended only at the seams of
 * {@link Conditioning}.
 */
public final class UNet2DConditionModel {

  private final Weights weights;
  private final UNetConfig config;
  private final List<CrossAttentionLayer> crossAttentionLayers;
  private final UNetEncoder encoder;
  private final List<Level> levels = new ArrayList<>();
  private final GroupNorm normOut;
  private final Conv2d convOut;

  /**
   * One resolution of the way up; attentions is empty or as long as resnets, up null at the last.
   */
  private record Level(
      List<ResnetBlock> resnets, List<SpatialTransformer> attentions, Upsample up) {}

  public UNet2DConditionModel(Weights w, UNetConfig config) {
    this.weights = w;
    this.config = config;
    List<CrossAttentionLayer> cross = new ArrayList<>();
    encoder = new UNetEncoder(w, config, cross);
    Deque<Integer> skips = new ArrayDeque<>();
    encoder.skipChannels().forEach(skips::push);
    int in = config.blockOutChannels().get(config.levels() - 1);
    for (int i = 0; i < config.levels(); i++) {
      levels.add(level(w, i, in, skips, cross));
      in = config.blockOutChannels().get(config.levels() - 1 - i);
    }
    normOut = new GroupNorm(w.at("conv_norm_out"), config.normNumGroups(), in, config.normEps());
    convOut = new Conv2d(w.at("conv_out"), in, config.outChannels(), 3);
    crossAttentionLayers = List.copyOf(cross);
  }

  public UNetConfig config() {
    return config;
  }

  /**
   * The same network with other handles to its weights, as for a LoRA of a region; it shares all
   * memory and costs little.
   */
  public synchronized UNet2DConditionModel with(Reparameterization change) {
    return new UNet2DConditionModel(weights.reparameterized(change), config);
  }

  /** The cross-attention layers in forward order. */
  public List<CrossAttentionLayer> crossAttentionLayers() {
    return crossAttentionLayers;
  }

  /** The number format the network computes in. */
  public ScalarType type() {
    return encoder.type();
  }

  /**
   * Projects text tokens to every layer's keys and values; once per picture, not per step.
   *
   * @param encoderHiddenStates_BNC (B, tokens, crossAttentionDim)
   */
  public KeyValues textKeyValues(Tensor encoderHiddenStates_BNC) {
    Shapes.require(
        "encoderHiddenStates", encoderHiddenStates_BNC, -1, -1, config.crossAttentionDim());
    return KeyValues.of(crossAttentionLayers, encoderHiddenStates_BNC.to(type()));
  }

  /**
   * A prompt's pooled embedding and the picture's sizes for SDXL; once per picture. See {@link
   * UNetEncoder#additionEmbedding}.
   */
  public Tensor additionEmbedding(Tensor textEmbeds_BD, Tensor timeIds_BN) {
    return encoder.additionEmbedding(textEmbeds_BD, timeIds_BN);
  }

  /**
   * The model's output (noise, velocity or sample, as it was trained).
   *
   * @param latents_BCHW (B, inChannels, H, W) of any size, any floating format
   * @param timesteps_B in training steps, (B) or (1) for all rows
   * @return (B, outChannels, H, W) in fp32
   */
  public Tensor predict(Tensor latents_BCHW, Tensor timesteps_B, Conditioning c) {
    Shapes.require("latents", latents_BCHW, -1, config.inChannels(), -1, -1);
    UNetEncoder.Features features =
        encoder.encode(
            latents_BCHW, timesteps_B, c.addition(), c.attention(), c.conditionFeature());
    Deque<Tensor> skips = skips(features, c.residuals());
    Tensor x = features.mid();
    x = c.residuals() == null ? x : x.add(c.residuals().mid().to(type()));
    for (Level level : levels) {
      for (int i = 0; i < level.resnets().size(); i++) {
        ResnetBlock resnet = level.resnets().get(i);
        Tensor before = x;
        x =
            Scope.of(
                () -> resnet.apply(Tensors.cat(1, before, skips.pop()), features.activatedTime()));
        x = level.attentions().isEmpty() ? x : level.attentions().get(i).apply(x, c.attention());
      }
      if (level.up() != null) {
        // To the size of the next skip: twice this one, or one cell less where halving rounded up.
        x = level.up().apply(x, skips.peek().size(2), skips.peek().size(3));
      }
    }
    return convOut.apply(torch.silu(normOut.apply(x))).to(ScalarType.Float);
  }

  private Deque<Tensor> skips(UNetEncoder.Features features, ControlResiduals residuals) {
    int count = features.skips().size();
    if (residuals != null && residuals.down().size() != count) {
      throw new IllegalArgumentException(
          "%d control residuals for %d skip connections".formatted(residuals.down().size(), count));
    }
    Deque<Tensor> skips = new ArrayDeque<>();
    for (int i = 0; i < count; i++) {
      Tensor skip = features.skips().get(i);
      skips.push(residuals == null ? skip : skip.add(residuals.down().get(i).to(type())));
    }
    return skips;
  }

  private Level level(
      Weights w, int i, int in, Deque<Integer> skips, List<CrossAttentionLayer> cross) {
    String key = "up_blocks." + i;
    int level = config.levels() - 1 - i;
    int out = config.blockOutChannels().get(level);
    List<ResnetBlock> resnets = new ArrayList<>();
    List<SpatialTransformer> attentions = new ArrayList<>();
    for (int j = 0; j <= config.layersPerBlock(); j++) {
      long width = (j == 0 ? in : out) + skips.pop();
      resnets.add(UNetEncoder.resnet(w.at(key + ".resnets." + j), config, width, out));
      if (config.upBlockTypes().get(i).startsWith("CrossAttn")) {
        attentions.add(new SpatialTransformer(w, key + ".attentions." + j, config, level, cross));
      }
    }
    Upsample up = level == 0 ? null : new Upsample(w.at(key + ".upsamplers.0"), out);
    return new Level(resnets, attentions, up);
  }
}
