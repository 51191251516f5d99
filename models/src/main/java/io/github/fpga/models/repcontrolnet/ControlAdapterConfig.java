package io.github.fpga.models.repcontrolnet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Shape of a {@link ControlAdapter}; our definition.
 *
 * @param controlChannels channels of the control picture, 3 for drawings
 * @param channels width per level, each of which halves the size; their number is the autoencoder's
 *     down-sampling, as a power of two
 * @param outChannels width of the denoiser's first convolution
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ControlAdapterConfig(
    @JsonProperty("control_channels") int controlChannels,
    @JsonProperty("channels") List<Integer> channels,
    @JsonProperty("out_channels") int outChannels) {

  public ControlAdapterConfig {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels must not be empty");
    }
  }

  /** The usual shape for an eightfold down-sampling. */
  public static ControlAdapterConfig of(int outChannels) {
    return new ControlAdapterConfig(3, List.of(16, 32, 64), outChannels);
  }

  /** Control pixels per feature cell, along one side. */
  public int downsampling() {
    return 1 << channels.size();
  }
}
