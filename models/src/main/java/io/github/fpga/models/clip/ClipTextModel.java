package io.github.fpga.models.clip;

import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The CLIP text encoder (transformers' CLIPTextModel and CLIPTextModelWithProjection): token ids to
 * states, under a causal mask. Source: Radford et al., arXiv 2103.00020.
 */
public final class ClipTextModel {

  private static final Init EMBEDDING = Init.normal(0.02);

  private final ClipTextConfig config;
  private final Parameter tokenEmbedding;
  private final Parameter positionEmbedding;
  private final List<ClipLayer> layers = new ArrayList<>();
  private final LayerNorm finalNorm;
  private final Linear projection;

  /** A model without a projection, as in Stable Diffusion 1.x. */
  public ClipTextModel(Weights w, ClipTextConfig config) {
    this(w, config, false);
  }

  private ClipTextModel(Weights w, ClipTextConfig config, boolean withProjection) {
    this.config = config;
    Weights text = w.at("text_model");
    Weights embeddings = text.at("embeddings");
    long width = config.hiddenSize();
    tokenEmbedding =
        embeddings.parameter("token_embedding.weight", EMBEDDING, config.vocabSize(), width);
    positionEmbedding =
        embeddings.parameter(
            "position_embedding.weight", EMBEDDING, config.maxPositionEmbeddings(), width);
    for (int i = 0; i < config.numHiddenLayers(); i++) {
      layers.add(new ClipLayer(text.at("encoder.layers").at(i), config));
    }
    finalNorm = new LayerNorm(text.at("final_layer_norm"), width, config.layerNormEps());
    projection =
        withProjection
            ? new Linear(w.at("text_projection"), width, config.projectionDim(), false)
            : null;
    takePositionIds(w, embeddings);
  }

  /** A model with a text embedding, as SDXL's second encoder. */
  public static ClipTextModel withProjection(Weights w, ClipTextConfig config) {
    return new ClipTextModel(w, config, true);
  }

  /** Older checkpoints store 0..N-1 as a tensor; it is asked for only where a file has it. */
  private void takePositionIds(Weights w, Weights embeddings) {
    if (!w.source().keys().isEmpty() && embeddings.has("position_ids")) {
      embeddings.parameter("position_ids", Init.ZEROS, 1, config.maxPositionEmbeddings());
    }
  }

  public ClipTextConfig config() {
    return config;
  }

  /** All outputs, without an attention mask: padding is read like text, as diffusers does. */
  public ClipTextOutput apply(Tensor ids_BN) {
    return apply(ids_BN, null);
  }

  /**
   * All outputs.
   *
   * @param ids_BN token ids, int64, N at most {@link ClipTextConfig#maxPositionEmbeddings}
   * @param mask_BN 1 = keep, 0 = padding that no token may attend to; null keeps everything
   */
  public ClipTextOutput apply(Tensor ids_BN, Tensor mask_BN) {
    List<Tensor> states = states(ids_BN, mask_BN, layers.size());
    Tensor last = finalNorm.apply(states.get(states.size() - 1));
    Tensor pooled = pool(last, ids_BN);
    return new ClipTextOutput(
        states, last, pooled, projection == null ? null : projection.apply(pooled));
  }

  /**
   * The prompt embedding of Stable Diffusion 1.x.
   *
   * @param clipSkip layers left out at the end, from 0 (the last hidden state)
   * @return (B, N, C), after the final norm
   */
  public Tensor encode(Tensor ids_BN, int clipSkip) {
    if (clipSkip < 0 || clipSkip > layers.size()) {
      throw new IllegalArgumentException(
          "clipSkip must be from 0 to %d, got %d".formatted(layers.size(), clipSkip));
    }
    List<Tensor> states = states(ids_BN, null, layers.size() - clipSkip);
    return finalNorm.apply(states.get(states.size() - 1));
  }

  private List<Tensor> states(Tensor ids, Tensor mask, int depth) {
    Shapes.require("token ids", ids, -1, -1);
    long n = ids.size(1);
    if (n > config.maxPositionEmbeddings()) {
      throw new IllegalArgumentException(
          "%d tokens are more than the model's %d".formatted(n, config.maxPositionEmbeddings()));
    }
    Tensor positions = positionEmbedding.value().narrow(0, 0, n);
    Tensor x = torch.embedding(tokenEmbedding.value(), ids).add(positions);
    Tensor bias = attentionBias(x, mask);
    List<Tensor> states = new ArrayList<>();
    states.add(x);
    for (ClipLayer layer : layers.subList(0, depth)) {
      x = layer.apply(x, bias);
      states.add(x);
    }
    return states;
  }

  /** What is added to attention logits: (N, N), or (B, 1, N, N) with a padding mask. */
  private static Tensor attentionBias(Tensor x, Tensor mask) {
    long n = x.size(1);
    // Finite, so that a row without any permitted key becomes uniform and not NaN.
    double lowest = x.scalar_type().intern() == ScalarType.Half ? -65504 : -3e38;
    try (Scalar low = new Scalar(lowest);
        Scalar zero = new Scalar(0.0)) {
      Tensor causal = x.new_full(new long[] {n, n}, low).triu(1);
      if (mask == null) {
        return causal;
      }
      Shapes.require("attention mask", mask, x.size(0), n);
      Tensor padding =
          x.new_zeros(x.size(0), 1, 1, n).masked_fill(mask.eq(zero).view(-1, 1, 1, n), low);
      return causal.add(padding);
    }
  }

  private Tensor pool(Tensor last_BNC, Tensor ids) {
    Tensor end;
    if (config.eosTokenId() == ClipTextConfig.LEGACY_EOS) {
      end = ids.argmax(new LongOptional(1), true);
    } else {
      try (Scalar eos = new Scalar((long) config.eosTokenId())) {
        end = ids.eq(eos).to(ScalarType.Int).argmax(new LongOptional(1), true);
      }
    }
    Tensor index = end.unsqueeze(2).expand(ids.size(0), 1, last_BNC.size(2));
    return last_BNC.gather(1, index).squeeze(1);
  }
}
