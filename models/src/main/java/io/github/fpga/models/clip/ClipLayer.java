package io.github.fpga.models.clip;

import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Self-attention and a feed-forward, each behind a norm and around a residual; of the text and of
 * the picture encoder.
 */
final class ClipLayer {

  private final LayerNorm norm1;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear out;
  private final LayerNorm norm2;
  private final Linear expand;
  private final Linear contract;
  private final long heads;
  private final boolean quickGelu;

  ClipLayer(Weights w, ClipTextConfig c) {
    this(
        w,
        c.hiddenSize(),
        c.intermediateSize(),
        c.numAttentionHeads(),
        c.layerNormEps(),
        c.hiddenAct());
  }

  /**
   * @param hiddenAct {@code quick_gelu} or {@code gelu}
   */
  ClipLayer(Weights w, long width, long inner, long heads, double epsilon, String hiddenAct) {
    Weights attention = w.at("self_attn");
    norm1 = new LayerNorm(w.at("layer_norm1"), width, epsilon);
    query = new Linear(attention.at("q_proj"), width, width);
    key = new Linear(attention.at("k_proj"), width, width);
    value = new Linear(attention.at("v_proj"), width, width);
    out = new Linear(attention.at("out_proj"), width, width);
    norm2 = new LayerNorm(w.at("layer_norm2"), width, epsilon);
    expand = new Linear(w.at("mlp.fc1"), width, inner);
    contract = new Linear(w.at("mlp.fc2"), inner, width);
    this.heads = heads;
    quickGelu = hiddenAct.equals("quick_gelu");
  }

  /**
   * (B, N, C) to the same shape.
   *
   * @param bias added to the attention logits, broadcast to (B, heads, N, N); null for none
   */
  Tensor apply(Tensor x_BNC, Tensor bias) {
    Tensor x = x_BNC.add(attend(norm1.apply(x_BNC), bias));
    return x.add(contract.apply(activate(expand.apply(norm2.apply(x)))));
  }

  private Tensor attend(Tensor x, Tensor bias) {
    double scale = 1 / Math.sqrt((double) x.size(2) / heads);
    Tensor q = split(Tensors.mul(query.apply(x), scale));
    Tensor logits = q.matmul(split(key.apply(x)).transpose(2, 3));
    Tensor biased = bias == null ? logits : logits.add(bias);
    Tensor attended = torch.softmax(biased, -1).matmul(split(value.apply(x)));
    return out.apply(attended.transpose(1, 2).flatten(2, 3));
  }

  /** (B, N, C) to (B, heads, N, C / heads). */
  private Tensor split(Tensor x) {
    return x.view(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
  }

  private Tensor activate(Tensor x) {
    return quickGelu ? x.mul(torch.sigmoid(Tensors.mul(x, 1.702))) : torch.gelu(x);
  }
}
