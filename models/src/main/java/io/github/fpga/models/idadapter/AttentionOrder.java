package io.github.fpga.models.idadapter;

import io.github.fpga.models.unet.CrossAttentionLayer;
import java.util.Comparator;
import java.util.List;

/**
 * How IP-Adapter files number attention layers: down blocks, up blocks, the middle block LAST; in
 * every transformer block the self-attention first.
 */
final class AttentionOrder {

  private AttentionOrder() {}

  /** The cross-attention layers in file order; the i-th has the numbers 2i (self) and 2i + 1. */
  static List<CrossAttentionLayer> of(List<CrossAttentionLayer> forward) {
    return forward.stream()
        .sorted(Comparator.comparingInt(layer -> layer.key().startsWith("mid_block") ? 1 : 0))
        .toList();
  }
}
