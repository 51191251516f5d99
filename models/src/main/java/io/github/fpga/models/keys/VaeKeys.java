package io.github.fpga.models.keys;

import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.Origin;
import java.util.function.Function;

/**
 * An autoencoder in the layout of the original latent diffusion code, below {@code
 * first_stage_model} in single files, and in diffusers' own older one. Source:
 * CompVis/latent-diffusion, diffusionmodules/model.py.
 */
public final class VaeKeys {

  private static final String ATTENTION = ".mid_block.attentions.0";

  private VaeKeys() {}

  /** The map of the original layout, which counts the decoder's levels from full resolution. */
  public static KeyMap of(AutoencoderKlConfig config) {
    KeyMap map = new KeyMap();
    int levels = config.blockOutChannels().size();
    for (int i = 0; i < levels; i++) {
      String down = "encoder.down_blocks." + i;
      String up = "decoder.up_blocks." + i;
      String originalDown = "encoder.down." + i;
      String originalUp = "decoder.up." + (levels - 1 - i);
      for (int j = 0; j < config.layersPerBlock(); j++) {
        addResnet(map, down + ".resnets." + j, originalDown + ".block." + j);
      }
      for (int j = 0; j <= config.layersPerBlock(); j++) {
        addResnet(map, up + ".resnets." + j, originalUp + ".block." + j);
      }
      if (i < levels - 1) {
        map.add(down + ".downsamplers.0.conv", originalDown + ".downsample.conv");
        map.add(up + ".upsamplers.0.conv", originalUp + ".upsample.conv");
      }
    }
    addRest(map, "encoder");
    addRest(map, "decoder");
    return map;
  }

  private static void addResnet(KeyMap map, String diffusers, String original) {
    map.add(diffusers, original);
    map.add(diffusers + ".conv_shortcut", original + ".nin_shortcut");
  }

  private static void addRest(KeyMap map, String half) {
    map.add(half + ".mid_block.resnets.0", half + ".mid.block_1");
    map.add(half + ".mid_block.resnets.1", half + ".mid.block_2");
    map.add(half + ".conv_norm_out", half + ".norm_out");
    String attention = half + ".mid.attn_1";
    map.add(half + ATTENTION + ".group_norm", attention + ".norm");
    map.add(half + ATTENTION + ".to_q", attention + ".q");
    map.add(half + ATTENTION + ".to_k", attention + ".k");
    map.add(half + ATTENTION + ".to_v", attention + ".v");
    map.add(half + ATTENTION + ".to_out.0", attention + ".proj_out");
  }

  /**
   * The original layout as most files hold it: with the attention's linear maps as convolutions.
   */
  public static Function<String, Origin> convolutional(AutoencoderKlConfig config) {
    KeyMap map = of(config);
    return key ->
        key.contains(ATTENTION + ".to_")
            ? Origin.pointwise(map.original(key))
            : Origin.of(map.original(key));
  }

  /**
   * The names that diffusers gave the attention before version 0.15; public files still have them.
   */
  public static KeyMap older() {
    KeyMap map = new KeyMap();
    for (String half : new String[] {"encoder", "decoder"}) {
      map.add(half + ATTENTION + ".to_q", half + ATTENTION + ".query");
      map.add(half + ATTENTION + ".to_k", half + ATTENTION + ".key");
      map.add(half + ATTENTION + ".to_v", half + ATTENTION + ".value");
      map.add(half + ATTENTION + ".to_out.0", half + ATTENTION + ".proj_attn");
    }
    return map;
  }
}
