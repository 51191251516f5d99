package io.github.fpga.models.unet;

import org.bytedeco.pytorch.Tensor;

/**
 * What a cross-attention layer attends to: the seam where text and identities enter the denoiser.
 * An implementation holds the keys and values of one request, computed once per picture.
 */
@FunctionalInterface
public interface CrossAttention {

  /**
   * The attended values of one layer, before its output projection.
   *
   * @param q_BNC projected queries, N = height * width in row-major order
   * @return (B, N, layer.channels())
   */
  Tensor attend(CrossAttentionLayer layer, Tensor q_BNC, int height, int width);
}
