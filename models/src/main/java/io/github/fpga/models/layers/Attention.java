package io.github.fpga.models.layers;

import io.github.fpga.tensor.Processor;
import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Scaled dot-product attention over heads. */
public final class Attention {

  /** The fused bf16 kernel falls back to a slow path below some 48 keys. */
  private static final long FUSED_KEYS = 64;

  private Attention() {}

  /**
   * softmax(Q K^T / sqrt(d)) V for every head.
   *
   * @param q_BNC queries
   * @param k_BMC keys; one row serves all rows of the queries
   * @param v_BMC values; likewise
   * @return (B, N, C), heads joined again
   */
  public static Tensor attend(Tensor q_BNC, Tensor k_BMC, Tensor v_BMC, long heads) {
    Tensor k = split(rows(k_BMC, q_BNC.size(0)), heads);
    Tensor v = split(rows(v_BMC, q_BNC.size(0)), heads);
    if (fused(q_BNC, k_BMC)) {
      return join(torch.scaled_dot_product_attention(split(q_BNC, heads), k, v));
    }
    return join(torch.softmax(logits(q_BNC, k, heads), -1).matmul(v));
  }

  /**
   * Whether libtorch's fused kernel is the faster one: in fp32 always, in bf16 where the processor
   * has a matrix unit, without gradients and for enough keys (docs/adr/0001-threads.md).
   */
  private static boolean fused(Tensor q_BNC, Tensor k_BMC) {
    if (q_BNC.scalar_type().intern() == ScalarType.Float) {
      return true;
    }
    boolean trained = GradMode.is_enabled() && (q_BNC.requires_grad() || k_BMC.requires_grad());
    return Processor.hasMatrixUnit() && !trained && k_BMC.size(1) >= FUSED_KEYS;
  }

  /**
   * Attention to several sequences, each with a softmax of its own, weighted per query and summed:
   * sum_p c_p * softmax(Q K_p^T / sqrt(d)) V_p. One pair of products for all sequences.
   *
   * @param q_BNC queries
   * @param k_BMC keys of P sequences of the same length, one after the other
   * @param v_BMC values, likewise
   * @param weights_BNP the factor c of each sequence at each query
   * @return (B, N, C)
   */
  public static Tensor attendWeighted(
      Tensor q_BNC, Tensor k_BMC, Tensor v_BMC, Tensor weights_BNP, long heads) {
    long b = q_BNC.size(0);
    long n = q_BNC.size(1);
    long m = k_BMC.size(1);
    long sequences = weights_BNP.size(2);
    Tensor logits = logits(q_BNC, split(k_BMC, heads), heads);
    Tensor each = torch.softmax(logits.view(b, heads, n, sequences, m / sequences), -1);
    Tensor weighted = each.mul(weights_BNP.unsqueeze(1).unsqueeze(4)).view(b, heads, n, m);
    return join(weighted.matmul(split(v_BMC, heads)));
  }

  /** (B, heads, N, M). Of queries and keys the fewer are scaled: a pass over text, not pixels. */
  private static Tensor logits(Tensor q_BNC, Tensor k, long heads) {
    double scale = 1 / Math.sqrt((double) q_BNC.size(2) / heads);
    boolean fewKeys = k.numel() < q_BNC.numel();
    Tensor q = split(fewKeys ? q_BNC : Tensors.mul(q_BNC, scale), heads);
    return q.matmul((fewKeys ? Tensors.mul(k, scale) : k).transpose(2, 3));
  }

  private static Tensor rows(Tensor x, long rows) {
    return x.size(0) == rows ? x : x.expand(rows, x.size(1), x.size(2));
  }

  /** (B, N, C) to (B, heads, N, C / heads). */
  static Tensor split(Tensor x_BNC, long heads) {
    long b = x_BNC.size(0);
    long n = x_BNC.size(1);
    return x_BNC.view(b, n, heads, x_BNC.size(2) / heads).transpose(1, 2);
  }

  /** (B, heads, N, d) to (B, N, heads * d). */
  static Tensor join(Tensor x) {
    return x.transpose(1, 2).reshape(x.size(0), x.size(2), x.size(1) * x.size(3));
  }
}
