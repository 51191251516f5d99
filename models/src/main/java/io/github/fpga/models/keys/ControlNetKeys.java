package io.github.fpga.models.keys;

import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.unet.UNetConfig;

/**
 * A ControlNet in the layout of its authors' code, below {@code control_model} in their files.
 * Source: lllyasviel/ControlNet, cldm.py.
 */
public final class ControlNetKeys {

  private ControlNetKeys() {}

  /** The map of a ControlNet. */
  public static KeyMap of(ControlNetConfig config) {
    KeyMap map = new KeyMap();
    UNetConfig unet = config.unet();
    UNetKeys.addEncoder(map, unet);
    int perLevel = unet.layersPerBlock() + 1;
    for (int i = 0; i < unet.levels() * perLevel; i++) {
      map.add("controlnet_down_blocks." + i, "zero_convs.%d.0".formatted(i));
    }
    map.add("controlnet_mid_block", "middle_block_out.0");
    // The picture's own network: convolutions with an activation between each two.
    String embedding = "controlnet_cond_embedding.";
    map.add(embedding + "conv_in", "input_hint_block.0");
    int blocks = 2 * (config.conditioningEmbeddingOutChannels().size() - 1);
    for (int i = 0; i < blocks; i++) {
      map.add(embedding + "blocks." + i, "input_hint_block." + 2 * (i + 1));
    }
    return map.add(embedding + "conv_out", "input_hint_block." + 2 * (blocks + 1));
  }
}
