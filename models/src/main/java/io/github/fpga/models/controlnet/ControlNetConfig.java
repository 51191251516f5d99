package io.github.fpga.models.controlnet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.models.unet.UNetConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a {@link ControlNetModel}, by the names of diffusers' config.json.
 *
 * @param unet the denoiser whose encoder it copies
 * @param conditioningChannels channels of the control picture
 * @param conditioningEmbeddingOutChannels widths of the picture's own small network; each but the
 *     last halves the size
 */
public record ControlNetConfig(
    @JsonUnwrapped UNetConfig unet,
    @JsonProperty("conditioning_channels") int conditioningChannels,
    @JsonProperty("conditioning_embedding_out_channels")
        List<Integer> conditioningEmbeddingOutChannels) {

  public ControlNetConfig {
    conditioningEmbeddingOutChannels = List.copyOf(conditioningEmbeddingOutChannels);
  }

  /**
   * Reads diffusers' config.json.
   *
   * @throws IllegalArgumentException naming the first entry that the network does not support
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ControlNetConfig fromJson(JsonNode json) {
    requireValue(json, "global_pool_conditions", "false");
    requireValue(json, "controlnet_conditioning_channel_order", "rgb");
    List<Integer> widths = new ArrayList<>();
    json.path("conditioning_embedding_out_channels").forEach(w -> widths.add(w.intValue()));
    return new ControlNetConfig(
        UNetConfig.fromJson(json),
        json.path("conditioning_channels").asInt(3),
        widths.isEmpty() ? List.of(16, 32, 96, 256) : widths);
  }

  private static void requireValue(JsonNode json, String name, String supported) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.asText().equals(supported)) {
      throw new IllegalArgumentException(
          "%s = %s is not supported by ControlNetModel".formatted(name, value));
    }
  }
}
