package io.github.fpga.models.keys;

import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.tensor.Origin;
import java.util.List;
import java.util.function.Function;

/**
 * A CLIP text encoder in open_clip's layout, below {@code conditioner.embedders.1.model} in the
 * single files of Stable Diffusion XL: query, key and value of a layer lie in one tensor, and the
 * projection is transposed. Source: mlfoundations/open_clip, transformer.py.
 */
public final class OpenClipKeys {

  private static final List<String> FUSED = List.of("q_proj", "k_proj", "v_proj");
  private static final String SELF_ATTENTION = ".self_attn.";

  private OpenClipKeys() {}

  /** Where transformers' tensors lie. */
  public static Function<String, Origin> layout(ClipTextConfig config) {
    KeyMap map = modules(config);
    return key -> {
      int at = key.indexOf(SELF_ATTENTION);
      String inner = at < 0 ? "" : key.substring(at + SELF_ATTENTION.length());
      int part = FUSED.indexOf(inner.replaceFirst("\\..*", ""));
      if (part >= 0) {
        // attn.in_proj_weight, with an underscore.
        String fused = ".attn.in_proj_" + inner.substring(inner.indexOf('.') + 1);
        return Origin.part(map.original(key.substring(0, at)) + fused, part, FUSED.size());
      }
      return key.equals("text_projection.weight")
          ? Origin.transposed("text_projection")
          : Origin.of(map.original(key));
    };
  }

  private static KeyMap modules(ClipTextConfig config) {
    KeyMap map =
        new KeyMap()
            .add("text_model.embeddings.token_embedding", "token_embedding")
            .add("text_model.embeddings.position_embedding.weight", "positional_embedding")
            .add("text_model.final_layer_norm", "ln_final");
    for (int i = 0; i < config.numHiddenLayers(); i++) {
      String layer = "text_model.encoder.layers." + i;
      String block = "transformer.resblocks." + i;
      map.add(layer, block)
          .add(layer + ".layer_norm1", block + ".ln_1")
          .add(layer + ".layer_norm2", block + ".ln_2")
          .add(layer + ".mlp.fc1", block + ".mlp.c_fc")
          .add(layer + ".mlp.fc2", block + ".mlp.c_proj")
          .add(layer + ".self_attn.out_proj", block + ".attn.out_proj");
    }
    return map;
  }
}
