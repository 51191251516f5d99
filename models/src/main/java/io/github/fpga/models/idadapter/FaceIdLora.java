package io.github.fpga.models.idadapter;

import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Reparameterization;
import io.github.fpga.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The low-rank parts of FaceID files: W + up * down for every attention layer's maps. */
final class FaceIdLora implements Reparameterization {

  private final Map<String, LowRank> byKey = new HashMap<>();

  private record LowRank(Parameter up, Parameter down) {}

  /**
   * @param w the tree below ip_adapter
   * @param textDim width of the denoiser's text tokens
   */
  FaceIdLora(Weights w, int rank, long textDim, List<CrossAttentionLayer> layers) {
    List<CrossAttentionLayer> fileOrder = AttentionOrder.of(layers);
    for (int i = 0; i < fileOrder.size(); i++) {
      CrossAttentionLayer layer = fileOrder.get(i);
      String self = layer.key().replaceFirst("attn2$", "attn1");
      add(w.at(2 * i), self, rank, layer.channels(), layer.channels());
      add(w.at(2 * i + 1), layer.key(), rank, layer.channels(), textDim);
    }
  }

  @Override
  public Parameter apply(String key, Parameter base, Init init, long[] shape) {
    LowRank part = byKey.get(key);
    return part == null ? base : () -> sum(base.value(), part);
  }

  private void add(Weights w, String key, int rank, long channels, long context) {
    addPart(w.at("to_q_lora"), key + ".to_q.weight", rank, channels, channels);
    addPart(w.at("to_k_lora"), key + ".to_k.weight", rank, context, channels);
    addPart(w.at("to_v_lora"), key + ".to_v.weight", rank, context, channels);
    addPart(w.at("to_out_lora"), key + ".to_out.0.weight", rank, channels, channels);
  }

  private void addPart(Weights w, String key, long rank, long in, long out) {
    Parameter down = w.parameter("down.weight", Init.normal(1.0 / rank), rank, in);
    Parameter up = w.parameter("up.weight", Init.ZEROS, out, rank);
    byKey.put(key, new LowRank(up, down));
  }

  private static Tensor sum(Tensor base, LowRank part) {
    return base.add(part.up().value().matmul(part.down().value()).to(base));
  }
}
