package io.github.fpga.models.vae;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.models.JsonConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shape of an {@link AutoencoderKl}, by the names of diffusers' config.json.
 *
 * @param blockOutChannels width per level, from full resolution down; each level halves the size
 * @param layersPerBlock residual blocks per encoder level; the decoder has one more
 * @param scalingFactor factor that brings latents to about unit variance
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AutoencoderKlConfig(
    @JsonProperty("in_channels") int inChannels,
    @JsonProperty("out_channels") int outChannels,
    @JsonProperty("latent_channels") int latentChannels,
    @JsonProperty("block_out_channels") List<Integer> blockOutChannels,
    @JsonProperty("layers_per_block") int layersPerBlock,
    @JsonProperty("norm_num_groups") int normNumGroups,
    @JsonProperty("scaling_factor") double scalingFactor) {

  /** What the network does by construction; a config that asks for something else is refused. */
  private static final Map<String, Set<String>> SUPPORTED =
      Map.of(
          "_class_name", Set.of("AutoencoderKL"),
          "act_fn", Set.of("silu", "swish"),
          "down_block_types", Set.of("DownEncoderBlock2D"),
          "latents_mean", Set.of(),
          "latents_std", Set.of(),
          "mid_block_add_attention", Set.of("true"),
          "shift_factor", Set.of("0", "0.0"),
          "up_block_types", Set.of("UpDecoderBlock2D"),
          "use_post_quant_conv", Set.of("true"),
          "use_quant_conv", Set.of("true"));

  public AutoencoderKlConfig {
    blockOutChannels = List.copyOf(blockOutChannels);
    for (int channels : blockOutChannels) {
      if (normNumGroups < 1 || channels % normNumGroups != 0) {
        throw new IllegalArgumentException(
            "norm_num_groups %d does not divide block_out_channels %s"
                .formatted(normNumGroups, blockOutChannels));
      }
    }
  }

  /**
   * Reads diffusers' config.json; what is absent has diffusers' default.
   *
   * @throws IllegalArgumentException naming the first entry that the network does not support
   */
  public static AutoencoderKlConfig fromJson(JsonNode json) {
    JsonConfig.requireSupported("AutoencoderKl", json, SUPPORTED);
    List<Integer> channels = new ArrayList<>();
    json.path("block_out_channels").forEach(c -> channels.add(c.intValue()));
    return new AutoencoderKlConfig(
        JsonConfig.integer(json, "in_channels", 3),
        JsonConfig.integer(json, "out_channels", 3),
        JsonConfig.integer(json, "latent_channels", 4),
        channels.isEmpty() ? List.of(64) : channels,
        JsonConfig.integer(json, "layers_per_block", 1),
        JsonConfig.integer(json, "norm_num_groups", 32),
        JsonConfig.number(json, "scaling_factor", 0.18215));
  }

  /** Picture pixels per latent cell, along one side. */
  public int downsampling() {
    return 1 << (blockOutChannels.size() - 1);
  }
}
