package io.github.fpga.models.idadapter;

import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Identity features to tokens, and tokens to every cross-attention layer's keys and values; once
 * per picture, not per step. Keys: image_proj.* and ip_adapter.N.*, as in the public IP-Adapter
 * files. Everything is differentiable.
 */
public final class IdentityAdapter {

  private final IdentityAdapterConfig config;
  private final IdentityProjection projection;
  private final IdentityKeyValues keyValues;
  private final FaceIdLora lora;

  /**
   * @param layers the denoiser's cross-attention layers, in forward order
   */
  public IdentityAdapter(
      Weights w, IdentityAdapterConfig config, List<CrossAttentionLayer> layers) {
    this.config = config;
    long width = config.crossAttentionDim();
    Weights maps = w.at("ip_adapter");
    projection = IdentityProjection.of(w.at("image_proj"), config);
    keyValues = new IdentityKeyValues(maps, width, layers);
    int rank = config.loraRank();
    lora = rank > 0 ? new FaceIdLora(maps, rank, width, layers) : null;
  }

  /**
   * Where training starts: everything random, but keys and values of identities as those of text,
   * as IP-Adapter's own training does.
   *
   * @param unet the denoiser's tree by the public keys
   * @param layers the denoiser's cross-attention layers, in forward order
   */
  public static Weights initial(long seed, Weights unet, List<CrossAttentionLayer> layers) {
    Map<String, String> textKeys = new HashMap<>();
    List<CrossAttentionLayer> fileOrder = AttentionOrder.of(layers);
    for (int i = 0; i < fileOrder.size(); i++) {
      String file = "ip_adapter." + (2 * i + 1);
      textKeys.put(file + ".to_k_ip.weight", fileOrder.get(i).key() + ".to_k.weight");
      textKeys.put(file + ".to_v_ip.weight", fileOrder.get(i).key() + ".to_v.weight");
    }
    return Weights.random(seed)
        .reparameterized(
            (key, base, init, shape) ->
                textKeys.containsKey(key) ? unet.parameter(textKeys.get(key), init, shape) : base);
  }

  public IdentityAdapterConfig config() {
    return config;
  }

  /**
   * The tokens of some people; DESIGN: T = q + s * Resampler(q, l).
   *
   * @param global_BD (B, idEmbeddingDim), for a face L2-normalised; null for {@link
   *     IdentityAdapterConfig.Projection#PLUS}
   * @param local_BNC (B, N, localChannels); null for PLAIN and FACE_ID
   * @param s how much the local features add, at least 0; 1 as trained. Without a shortcut it has
   *     no effect.
   * @return (B, tokens, crossAttentionDim)
   */
  public Tensor tokens(Tensor global_BD, Tensor local_BNC, double s) {
    boolean usesGlobal = config.projection() != IdentityAdapterConfig.Projection.PLUS;
    if (usesGlobal) {
      requireGiven("global features", global_BD);
      Shapes.require("global features", global_BD, -1, config.idEmbeddingDim());
    }
    if (config.localChannels() > 0) {
      requireGiven("local features", local_BNC);
      Shapes.require("local features", local_BNC, -1, -1, config.localChannels());
    }
    return projection.tokens(
        usesGlobal ? global_BD.to(keyValues.type()) : null,
        config.localChannels() > 0 ? local_BNC.to(keyValues.type()) : null,
        s);
  }

  /**
   * Every cross-attention layer's keys and values.
   *
   * @param tokens_BTC from {@link #tokens}; several people's, or several references of one, may lie
   *     one after the other
   */
  public KeyValues keyValues(Tensor tokens_BTC) {
    Shapes.require("tokens", tokens_BTC, -1, -1, config.crossAttentionDim());
    return keyValues.apply(tokens_BTC.to(keyValues.type()));
  }

  /**
   * The denoiser's weights with the low-rank parts that FaceID files bring; the same weights where
   * the config has none.
   *
   * @param unet the denoiser's tree by the public keys
   * @return derived weights; {@link Weights#materialized} computes them once, for inference
   */
  public Weights withLora(Weights unet) {
    return lora == null ? unet : unet.reparameterized(lora);
  }

  private void requireGiven(String what, Tensor tensor) {
    if (tensor == null) {
      throw new IllegalArgumentException(what + " are needed by " + config.projection());
    }
  }
}
