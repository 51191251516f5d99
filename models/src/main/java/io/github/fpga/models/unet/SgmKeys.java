package io.github.fpga.models.unet;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a denoiser's modules in the original code base (ldm, sgm), as LoRA files for SDXL
 * have them, from diffusers' names.
 */
public final class SgmKeys {

  private static final Pattern LEVEL =
      Pattern.compile(
          "(down|up)_blocks\\.(\\d+)\\.(resnets|attentions|downsamplers|upsamplers)\\.(\\d+)\\.(.+)");
  private static final Pattern MIDDLE =
      Pattern.compile("mid_block\\.(resnets|attentions)\\.(\\d+)\\.(.+)");

  private static final Map<String, String> OUTSIDE =
      Map.of(
          "conv_in", "input_blocks.0.0",
          "time_embedding.linear_1", "time_embed.0",
          "time_embedding.linear_2", "time_embed.2",
          "add_embedding.linear_1", "label_emb.0.0",
          "add_embedding.linear_2", "label_emb.0.2",
          "conv_norm_out", "out.0",
          "conv_out", "out.2");

  private static final Map<String, String> RESNET =
      Map.of(
          "norm1", "in_layers.0",
          "conv1", "in_layers.2",
          "time_emb_proj", "emb_layers.1",
          "norm2", "out_layers.0",
          "conv2", "out_layers.3",
          "conv_shortcut", "skip_connection");

  private final UNetConfig config;

  /** The names of a denoiser of this shape. */
  public SgmKeys(UNetConfig config) {
    this.config = config;
  }

  /**
   * @param module diffusers' name, as in "down_blocks.1.attentions.0.proj_in"
   * @return the original name, as in "input_blocks.4.1.proj_in"; null for a module that is no part
   *     of a denoiser
   */
  public String module(String module) {
    Matcher level = LEVEL.matcher(module);
    if (level.matches()) {
      boolean down = level.group(1).equals("down");
      int block = Integer.parseInt(level.group(2));
      int layer = Integer.parseInt(level.group(4));
      return down
          ? down(block, level.group(3), layer, level.group(5))
          : up(block, level.group(3), layer, level.group(5));
    }
    Matcher middle = MIDDLE.matcher(module);
    if (middle.matches()) {
      int layer = Integer.parseInt(middle.group(2));
      return middle.group(1).equals("attentions")
          ? "middle_block.1." + middle.group(3)
          : "middle_block.%d.%s".formatted(2 * layer, RESNET.get(middle.group(3)));
    }
    return OUTSIDE.get(module);
  }

  private String down(int block, String kind, int layer, String inner) {
    // The original counts one list through all levels: conv_in, then layers and a down-sampler
    // each.
    int first = 1 + block * (config.layersPerBlock() + 1);
    return switch (kind) {
      case "resnets" -> "input_blocks.%d.0.%s".formatted(first + layer, RESNET.get(inner));
      case "attentions" -> "input_blocks.%d.1.%s".formatted(first + layer, inner);
      default -> "input_blocks.%d.0.op".formatted(first + config.layersPerBlock());
    };
  }

  private String up(int block, String kind, int layer, String inner) {
    int first = block * (config.layersPerBlock() + 1);
    boolean attends = config.upBlockTypes().get(block).startsWith("CrossAttn");
    return switch (kind) {
      case "resnets" -> "output_blocks.%d.0.%s".formatted(first + layer, RESNET.get(inner));
      case "attentions" -> "output_blocks.%d.1.%s".formatted(first + layer, inner);
      default ->
          "output_blocks.%d.%d.%s"
              .formatted(first + config.layersPerBlock(), attends ? 2 : 1, inner);
    };
  }
}
