package io.github.fpga.models.vae;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Shape of an {@link AutoencoderTiny}, by the names of diffusers' config.json.
 *
 * @param encoderBlockOutChannels width per level, from full resolution down; all the same
 * @param decoderBlockOutChannels width per level, from the lowest resolution up; all the same
 * @param numEncoderBlocks residual blocks per level of the encoder
 * @param numDecoderBlocks residual blocks per level of the decoder
 * @param latentMagnitude latents beyond this are cut off where they are stored in [0, 1]
 * @param latentShift the level of zero latents there
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AutoencoderTinyConfig(
    @JsonProperty("in_channels") int inChannels,
    @JsonProperty("out_channels") int outChannels,
    @JsonProperty("latent_channels") int latentChannels,
    @JsonProperty("encoder_block_out_channels") List<Integer> encoderBlockOutChannels,
    @JsonProperty("decoder_block_out_channels") List<Integer> decoderBlockOutChannels,
    @JsonProperty("num_encoder_blocks") List<Integer> numEncoderBlocks,
    @JsonProperty("num_decoder_blocks") List<Integer> numDecoderBlocks,
    @JsonProperty("latent_magnitude") double latentMagnitude,
    @JsonProperty("latent_shift") double latentShift) {

  public AutoencoderTinyConfig {
    encoderBlockOutChannels = List.copyOf(encoderBlockOutChannels);
    decoderBlockOutChannels = List.copyOf(decoderBlockOutChannels);
    numEncoderBlocks = List.copyOf(numEncoderBlocks);
    numDecoderBlocks = List.copyOf(numDecoderBlocks);
    requireLevels("encoder", encoderBlockOutChannels, numEncoderBlocks);
    requireLevels("decoder", decoderBlockOutChannels, numDecoderBlocks);
  }

  private static void requireLevels(String part, List<Integer> widths, List<Integer> blocks) {
    if (widths.isEmpty() || widths.size() != blocks.size()) {
      throw new IllegalArgumentException(
          "the %s needs a width and a number of blocks per level, got %s and %s"
              .formatted(part, widths, blocks));
    }
    if (widths.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "all levels of the %s must have one width, got %s".formatted(part, widths));
    }
  }

  /** Picture pixels per latent cell, along one side. */
  public int downsampling() {
    return 1 << (encoderBlockOutChannels.size() - 1);
  }
}
