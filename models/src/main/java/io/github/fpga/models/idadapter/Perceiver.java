package io.github.fpga.models.idadapter;

import io.github.fpga.models.layers.Attention;
import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Query tokens that read a feature sequence through several attention layers; the common part of
 * IP-Adapter's Resampler and FacePerceiverResampler. Source: Alayrac et al., arXiv 2204.14198.
 */
final class Perceiver {

  private final Linear projIn;
  private final List<Layer> layers = new ArrayList<>();
  private final Linear projOut;
  private final LayerNorm normOut;

  Perceiver(Weights w, IdentityAdapterConfig config) {
    projIn = new Linear(w.at("proj_in"), config.localChannels(), config.width());
    for (int i = 0; i < config.depth(); i++) {
      layers.add(new Layer(w.at("layers").at(i), config));
    }
    projOut = new Linear(w.at("proj_out"), config.width(), config.crossAttentionDim());
    normOut = new LayerNorm(w.at("norm_out"), config.crossAttentionDim());
  }

  /**
   * @param queries_BTC (B, tokens, width)
   * @param features_BNC (B, N, localChannels)
   * @return (B, tokens, crossAttentionDim)
   */
  Tensor apply(Tensor queries_BTC, Tensor features_BNC) {
    Tensor features = projIn.apply(features_BNC);
    Tensor x = queries_BTC;
    for (Layer layer : layers) {
      x = layer.apply(x, features);
    }
    return normOut.apply(projOut.apply(x));
  }

  /** Attention over features and queries together, then a feed-forward. */
  private static final class Layer {
    private final long heads;
    private final long inner;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final Linear toQ;
    private final Linear toKv;
    private final Linear toOut;
    private final LayerNorm feedForwardNorm;
    private final Linear feedForwardIn;
    private final Linear feedForwardOut;

    Layer(Weights w, IdentityAdapterConfig config) {
      long width = config.width();
      heads = config.heads();
      inner = heads * config.dimHead();
      Weights attention = w.at(0);
      norm1 = new LayerNorm(attention.at("norm1"), width);
      norm2 = new LayerNorm(attention.at("norm2"), width);
      toQ = new Linear(attention.at("to_q"), width, inner, false);
      toKv = new Linear(attention.at("to_kv"), width, 2 * inner, false);
      toOut = new Linear(attention.at("to_out"), inner, width, false);
      feedForwardNorm = new LayerNorm(w.at("1.0"), width);
      feedForwardIn = new Linear(w.at("1.1"), width, 4 * width, false);
      feedForwardOut = new Linear(w.at("1.3"), 4 * width, width, false);
    }

    Tensor apply(Tensor x_BTC, Tensor features_BNC) {
      Tensor queries = norm2.apply(x_BTC);
      Tensor kv = toKv.apply(Tensors.cat(1, norm1.apply(features_BNC), queries));
      Tensor k = kv.narrow(2, 0, inner).contiguous();
      Tensor v = kv.narrow(2, inner, inner).contiguous();
      Tensor x = toOut.apply(Attention.attend(toQ.apply(queries), k, v, heads)).add(x_BTC);
      Tensor hidden = torch.gelu(feedForwardIn.apply(feedForwardNorm.apply(x)));
      return feedForwardOut.apply(hidden).add(x);
    }
  }
}
