package io.github.fpga.models.vae;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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

  public AutoencoderKlConfig {
    blockOutChannels = List.copyOf(blockOutChannels);
    for (int channels : blockOutChannels) {
      if (channels % normNumGroups != 0) {
        throw new IllegalArgumentException(
            "norm_num_groups %d does not divide block_out_channels %s"
                .formatted(normNumGroups, blockOutChannels));
      }
    }
  }

  /** Picture pixels per latent cell, along one side. */
  public int downsampling() {
    return 1 << (blockOutChannels.size() - 1);
  }
}
