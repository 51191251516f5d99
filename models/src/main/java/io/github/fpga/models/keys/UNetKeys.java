package io.github.fpga.models.keys;

import io.github.fpga.models.unet.UNetConfig;

/**
 * A denoiser in the layout of the original latent diffusion code, below {@code
 * model.diffusion_model} in the single files of Stable Diffusion 1.x and XL. That code counts all
 * blocks of a way through: input_blocks.0 is conv_in, then each level has its residual blocks and,
 * but for the last, its down-sampler; output_blocks likewise, an up-sampler belonging to the last
 * residual block of its level. Source: CompVis/latent-diffusion, openaimodel.py.
 */
public final class UNetKeys {

  private UNetKeys() {}

  /** The map of a whole denoiser. */
  public static KeyMap of(UNetConfig config) {
    KeyMap map = new KeyMap();
    addEncoder(map, config);
    int inLevel = config.layersPerBlock() + 1;
    for (int i = 0; i < config.levels(); i++) {
      boolean attention = config.upBlockTypes().get(i).startsWith("Cross");
      for (int j = 0; j < inLevel; j++) {
        String block = "output_blocks." + (i * inLevel + j);
        addResnet(map, "up_blocks.%d.resnets.%d".formatted(i, j), block + ".0");
        if (attention) {
          map.add("up_blocks.%d.attentions.%d".formatted(i, j), block + ".1");
        }
      }
      if (i < config.levels() - 1) {
        map.add(
            "up_blocks.%d.upsamplers.0".formatted(i),
            "output_blocks.%d.%d".formatted((i + 1) * inLevel - 1, attention ? 2 : 1));
      }
    }
    return map.add("conv_norm_out", "out.0").add("conv_out", "out.2");
  }

  /** Adds the half that a ControlNet copies. */
  static void addEncoder(KeyMap map, UNetConfig config) {
    map.add("time_embedding.linear_1", "time_embed.0");
    map.add("time_embedding.linear_2", "time_embed.2");
    map.add("add_embedding.linear_1", "label_emb.0.0");
    map.add("add_embedding.linear_2", "label_emb.0.2");
    map.add("conv_in", "input_blocks.0.0");
    int block = 1;
    for (int i = 0; i < config.levels(); i++) {
      boolean attention = config.downBlockTypes().get(i).startsWith("Cross");
      for (int j = 0; j < config.layersPerBlock(); j++, block++) {
        String name = "input_blocks." + block;
        addResnet(map, "down_blocks.%d.resnets.%d".formatted(i, j), name + ".0");
        if (attention) {
          map.add("down_blocks.%d.attentions.%d".formatted(i, j), name + ".1");
        }
      }
      if (i < config.levels() - 1) {
        map.add(
            "down_blocks.%d.downsamplers.0.conv".formatted(i),
            "input_blocks.%d.0.op".formatted(block++));
      }
    }
    addResnet(map, "mid_block.resnets.0", "middle_block.0");
    map.add("mid_block.attentions.0", "middle_block.1");
    addResnet(map, "mid_block.resnets.1", "middle_block.2");
  }

  private static void addResnet(KeyMap map, String diffusers, String original) {
    map.add(diffusers + ".norm1", original + ".in_layers.0");
    map.add(diffusers + ".conv1", original + ".in_layers.2");
    map.add(diffusers + ".time_emb_proj", original + ".emb_layers.1");
    map.add(diffusers + ".norm2", original + ".out_layers.0");
    map.add(diffusers + ".conv2", original + ".out_layers.3");
    map.add(diffusers + ".conv_shortcut", original + ".skip_connection");
  }
}
