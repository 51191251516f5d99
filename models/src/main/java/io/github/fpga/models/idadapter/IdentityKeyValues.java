package io.github.fpga.models.idadapter;

import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The maps of identity tokens to every cross-attention layer's keys and values. */
final class IdentityKeyValues {

  private final List<Linear> toK;
  private final List<Linear> toV;

  /**
   * @param w the tree below ip_adapter
   * @param layers in forward order
   */
  IdentityKeyValues(Weights w, long crossAttentionDim, List<CrossAttentionLayer> layers) {
    toK = new ArrayList<>(Collections.nCopies(layers.size(), null));
    toV = new ArrayList<>(Collections.nCopies(layers.size(), null));
    List<CrossAttentionLayer> fileOrder = AttentionOrder.of(layers);
    for (int i = 0; i < fileOrder.size(); i++) {
      CrossAttentionLayer layer = fileOrder.get(i);
      Weights at = w.at(2 * i + 1);
      long out = layer.channels();
      toK.set(layer.index(), new Linear(at.at("to_k_ip"), crossAttentionDim, out, false));
      toV.set(layer.index(), new Linear(at.at("to_v_ip"), crossAttentionDim, out, false));
    }
  }

  /** The number format of the weights. */
  ScalarType type() {
    return toK.get(0).type();
  }

  KeyValues apply(Tensor tokens_BTC) {
    return new KeyValues(
        toK.stream().map(map -> map.apply(tokens_BTC)).toList(),
        toV.stream().map(map -> map.apply(tokens_BTC)).toList());
  }
}
