package io.github.fpga.models.files;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import java.util.List;

/**
 * The layouts of networks in checkpoints, each told by two keys that only it has. "Original" is the
 * authors' code, in which single files are kept; the others are named after their library.
 */
enum Layout {
  ORIGINAL_UNET("input_blocks.0.0.weight", "out.2.weight"),
  DIFFUSERS_UNET("time_embedding.linear_1.weight", "conv_out.weight"),
  ORIGINAL_CONTROLNET("input_hint_block.0.weight", "zero_convs.0.0.weight"),
  DIFFUSERS_CONTROLNET("controlnet_cond_embedding.conv_in.weight", "controlnet_mid_block.weight"),
  ORIGINAL_VAE("decoder.mid.attn_1.q.weight", "encoder.conv_in.weight"),
  /** Diffusers before 0.15. */
  OLDER_VAE("decoder.mid_block.attentions.0.query.weight", "encoder.conv_in.weight"),
  DIFFUSERS_VAE("decoder.mid_block.attentions.0.to_q.weight", "encoder.conv_in.weight"),
  TRANSFORMERS_TEXT(
      "embeddings.token_embedding.weight", "encoder.layers.0.self_attn.q_proj.weight"),
  OPEN_CLIP_TEXT("transformer.resblocks.0.attn.in_proj_weight", "token_embedding.weight");

  private final String marker;
  private final String sibling;

  Layout(String marker, String sibling) {
    this.marker = marker;
    this.sibling = sibling;
  }

  /**
   * What stands before the network's own keys: empty where the file holds it alone, null where it
   * does not hold it in this layout.
   *
   * @throws CheckpointException where it holds several
   */
  String find(Checkpoint file) {
    List<String> found =
        file.keys().stream()
            .filter(key -> key.equals(marker) || key.endsWith("." + marker))
            .map(key -> key.substring(0, Math.max(0, key.length() - marker.length() - 1)))
            .filter(place -> file.has(join(place, sibling)))
            .toList();
    if (found.size() > 1) {
      throw new CheckpointException(
          "%s holds several such networks, below %s; split the file"
              .formatted(file.file(), String.join(" and ", found)));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * As {@link #find}, for the last layout that comes into question.
   *
   * @throws CheckpointException where the file does not hold it either
   */
  String require(Checkpoint file) {
    String place = find(file);
    if (place == null) {
      throw new CheckpointException(
          "%s holds no such network in a known layout: no key ends with %s. Its first keys: %s"
              .formatted(file.file(), marker, file.keys().stream().limit(3).toList()));
    }
    return place;
  }

  /** The full name of the key by which the layout is told. */
  String marker(String place) {
    return join(place, marker);
  }

  static String join(String place, String key) {
    return place.isEmpty() ? key : place + "." + key;
  }
}
