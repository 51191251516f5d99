package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Transformer blocks over the cells of a feature map; diffusers' Transformer2DModel. */
final class SpatialTransformer {

  private static final double EPSILON = 1e-6;

  private final GroupNorm norm;
  private final Conv2d convIn;
  private final Conv2d convOut;
  private final Linear linearIn;
  private final Linear linearOut;
  private final List<TransformerBlock> blocks = new ArrayList<>();

  /**
   * @param key this layer's name below the root
   * @param level which of the config's levels gives heads, depth and width
   * @param cross the cross-attention layers so far, in forward order; this one's are appended
   */
  SpatialTransformer(
      Weights root, String key, UNetConfig config, int level, List<CrossAttentionLayer> cross) {
    Weights w = root.at(key);
    long channels = config.blockOutChannels().get(level);
    boolean linear = config.useLinearProjection();
    norm = new GroupNorm(w.at("norm"), config.normNumGroups(), channels, EPSILON);
    convIn = linear ? null : new Conv2d(w.at("proj_in"), channels, channels, 1);
    linearIn = linear ? new Linear(w.at("proj_in"), channels, channels) : null;
    for (int i = 0; i < config.transformerLayersPerBlock().get(level); i++) {
      TransformerBlock block =
          new TransformerBlock(
              root,
              key + ".transformer_blocks." + i,
              channels,
              config.attentionHeadDim().get(level),
              config.crossAttentionDim(),
              config.selfAttention().get(level),
              cross.size());
      cross.add(block.crossLayer());
      blocks.add(block);
    }
    convOut = linear ? null : new Conv2d(w.at("proj_out"), channels, channels, 1);
    linearOut = linear ? new Linear(w.at("proj_out"), channels, channels) : null;
  }

  /** (B, C, H, W) to the same. With channels-last maps the changes of form are views. */
  Tensor apply(Tensor x, CrossAttention attention) {
    return Scope.of(() -> transformed(x, attention).add(x));
  }

  private Tensor transformed(Tensor x, CrossAttention attention) {
    int height = (int) x.size(2);
    int width = (int) x.size(3);
    Tensor h = norm.apply(x);
    h = convIn == null ? linearIn.apply(toTokens(h)) : toTokens(convIn.apply(h));
    for (TransformerBlock block : blocks) {
      h = block.apply(h, height, width, attention);
    }
    return convOut == null
        ? toMap(linearOut.apply(h), height, width)
        : convOut.apply(toMap(h, height, width));
  }

  private static Tensor toTokens(Tensor x_BCHW) {
    return x_BCHW.permute(0, 2, 3, 1).flatten(1, 2);
  }

  private static Tensor toMap(Tensor x_BNC, int height, int width) {
    return x_BNC.view(x_BNC.size(0), height, width, x_BNC.size(2)).permute(0, 3, 1, 2);
  }
}
