package io.github.fpga.models.layers;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Scaled dot-product attention over heads. */
public final class Attention {

  private Attention() {}

  /**
   * softmax(Q K^T / sqrt(d)) V for every head.
   *
   * @param q_BNC queries
   * @param k_BMC keys
   * @param v_BMC values
   * @return (B, N, C), heads joined again
   */
  public static Tensor attend(Tensor q_BNC, Tensor k_BMC, Tensor v_BMC, long heads) {
    double scale = 1 / Math.sqrt((double) q_BNC.size(2) / heads);
    Tensor q = split(Tensors.mul(q_BNC, scale), heads);
    Tensor k = split(k_BMC, heads);
    Tensor v = split(v_BMC, heads);
    // Two plain products: libtorch's fused kernel is slow in bf16 on CPUs
    // (docs/adr/0001-threads.md).
    Tensor weights = torch.softmax(q.matmul(k.transpose(2, 3)), -1);
    return join(weights.matmul(v));
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
