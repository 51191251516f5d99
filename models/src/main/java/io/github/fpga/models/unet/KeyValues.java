package io.github.fpga.models.unet;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Keys and values of one token sequence for every cross-attention layer, in forward order; they do
 * not depend on the timestep.
 *
 * @param keys per layer (B, T, channels)
 * @param values per layer (B, T, channels)
 */
public record KeyValues(List<Tensor> keys, List<Tensor> values) {

  public KeyValues {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
    if (keys.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d keys but %d values".formatted(keys.size(), values.size()));
    }
  }

  /**
   * Projects text tokens by the layers' own maps.
   *
   * @param tokens_BNC in the layers' number format
   */
  public static KeyValues of(List<CrossAttentionLayer> layers, Tensor tokens_BNC) {
    return new KeyValues(
        layers.stream().map(layer -> layer.toK().apply(tokens_BNC)).toList(),
        layers.stream().map(layer -> layer.toV().apply(tokens_BNC)).toList());
  }

  /** The keys of a layer (B, T, channels). */
  public Tensor key(CrossAttentionLayer layer) {
    return keys.get(layer.index());
  }

  /** The values of a layer (B, T, channels). */
  public Tensor value(CrossAttentionLayer layer) {
    return values.get(layer.index());
  }
}
