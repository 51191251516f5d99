package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Self-attention, cross-attention and a gated feed-forward, each on a normalised residual;
 * diffusers' BasicTransformerBlock.
 */
final class TransformerBlock {

  private final long channels;
  private final long heads;
  private final LayerNorm norm1;
  private final Linear selfQ;
  private final Linear selfK;
  private final Linear selfV;
  private final Linear selfOut;
  private final LayerNorm norm2;
  private final Linear crossQ;
  private final Linear crossOut;
  private final CrossAttentionLayer crossLayer;
  private final LayerNorm norm3;
  private final Linear gateAndValue;
  private final Linear feedForwardOut;

  /**
   * @param key this block's name below the root
   */
  TransformerBlock(
      Weights root, String key, long channels, long heads, long textChannels, int crossIndex) {
    Weights w = root.at(key);
    this.channels = channels;
    this.heads = heads;
    norm1 = new LayerNorm(w.at("norm1"), channels);
    selfQ = new Linear(w.at("attn1.to_q"), channels, channels, false);
    selfK = new Linear(w.at("attn1.to_k"), channels, channels, false);
    selfV = new Linear(w.at("attn1.to_v"), channels, channels, false);
    selfOut = new Linear(w.at("attn1.to_out.0"), channels, channels);
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
    gateAndValue = new Linear(w.at("ff.net.0.proj"), channels, 8 * channels);
    feedForwardOut = new Linear(w.at("ff.net.2"), 4 * channels, channels);
  }

  CrossAttentionLayer crossLayer() {
    return crossLayer;
  }

  /** (B, N, channels) to the same, N = height * width. */
  Tensor apply(Tensor x_BNC, int height, int width, CrossAttention attention) {
    Tensor h = norm1.apply(x_BNC);
    Tensor self = Attention.attend(selfQ.apply(h), selfK.apply(h), selfV.apply(h), heads);
    Tensor x = x_BNC.add(selfOut.apply(self));
    Tensor q = crossQ.apply(norm2.apply(x));
    x = x.add(crossOut.apply(attention.attend(crossLayer, q, height, width)));
    return x.add(feedForward(norm3.apply(x)));
  }

  private Tensor feedForward(Tensor x) {
    Tensor both = gateAndValue.apply(x);
    Tensor value = both.narrow(2, 0, 4 * channels);
    Tensor gate = both.narrow(2, 4 * channels, 4 * channels);
    return feedForwardOut.apply(value.mul(torch.gelu(gate)));
  }
}
