package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.layers.GeGlu;
import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * Self-attention, cross-attention and a gated feed-forward, each on a normalised residual;
 * diffusers' BasicTransformerBlock.
 */
final class TransformerBlock {

  private final SelfAttention self;
  private final LayerNorm norm2;
  private final Linear crossQ;
  private final Linear crossOut;
  private final CrossAttentionLayer crossLayer;
  private final LayerNorm norm3;
  private final GeGlu feedForwardIn;
  private final Linear feedForwardOut;

  /**
   * @param key this block's name below the root
   * @param withSelf whether the block has self-attention
   */
  TransformerBlock(
      Weights root,
      String key,
      long channels,
      long heads,
      long textChannels,
      boolean withSelf,
      int crossIndex) {
    Weights w = root.at(key);
    self = withSelf ? new SelfAttention(w, channels, heads) : null;
    norm2 = new LayerNorm(w.at("norm2"), channels);
    crossQ = new Linear(w.at("attn2.to_q"), channels, channels, false);
    crossOut = new Linear(w.at("attn2.to_out.0"), channels, channels);
    crossLayer =
        new CrossAttentionLayer(
            crossIndex,
            key + ".attn2",
            channels,
            heads,
            new Linear(w.at("attn2.to_k"), textChannels, channels, false),
            new Linear(w.at("attn2.to_v"), textChannels, channels, false));
    norm3 = new LayerNorm(w.at("norm3"), channels);
    feedForwardIn = new GeGlu(w.at("ff.net.0.proj"), channels, 4 * channels);
    feedForwardOut = new Linear(w.at("ff.net.2"), 4 * channels, channels);
  }

  CrossAttentionLayer crossLayer() {
    return crossLayer;
  }

  /** (B, N, channels) to the same, N = height * width. */
  Tensor apply(Tensor x_BNC, int height, int width, CrossAttention attention) {
    Tensor x = self == null ? x_BNC : Scope.of(() -> x_BNC.add(self.apply(x_BNC)));
    Tensor y = Scope.of(() -> x.add(cross(x, height, width, attention)));
    return Scope.of(() -> y.add(feedForwardOut.apply(feedForwardIn.apply(norm3.apply(y)))));
  }

  private Tensor cross(Tensor x, int height, int width, CrossAttention attention) {
    Tensor q = crossQ.apply(norm2.apply(x));
    return crossOut.apply(attention.attend(crossLayer, q, height, width));
  }

  private static final class SelfAttention {
    private final long heads;
    private final LayerNorm norm;
    private final Linear toQ;
    private final Linear toK;
    private final Linear toV;
    private final Linear toOut;

    SelfAttention(Weights w, long channels, long heads) {
      this.heads = heads;
      norm = new LayerNorm(w.at("norm1"), channels);
      toQ = new Linear(w.at("attn1.to_q"), channels, channels, false);
      toK = new Linear(w.at("attn1.to_k"), channels, channels, false);
      toV = new Linear(w.at("attn1.to_v"), channels, channels, false);
      toOut = new Linear(w.at("attn1.to_out.0"), channels, channels);
    }

    Tensor apply(Tensor x) {
      Tensor h = norm.apply(x);
      return toOut.apply(Attention.attend(toQ.apply(h), toK.apply(h), toV.apply(h), heads));
    }
  }
}
