package io.github.fpga.models.clip;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Shape of a {@link ClipVisionModel}, by the names of transformers' config.json.
 *
 * @param hiddenSize width of the states, divisible by the heads
 * @param intermediateSize width inside the feed-forward
 * @param projectionDim width of the image embedding
 * @param numChannels 0 or absent means 3
 * @param imageSize side of the pictures in pixels
 * @param patchSize side of a patch in pixels
 * @param layerNormEps 0 or absent means 1e-5
 * @param hiddenAct {@code quick_gelu} (absent means this) or {@code gelu}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClipVisionConfig(
    @JsonProperty("hidden_size") int hiddenSize,
    @JsonProperty("intermediate_size") int intermediateSize,
    @JsonProperty("projection_dim") int projectionDim,
    @JsonProperty("num_hidden_layers") int numHiddenLayers,
    @JsonProperty("num_attention_heads") int numAttentionHeads,
    @JsonProperty("num_channels") int numChannels,
    @JsonProperty("image_size") int imageSize,
    @JsonProperty("patch_size") int patchSize,
    @JsonProperty("layer_norm_eps") double layerNormEps,
    @JsonProperty("hidden_act") String hiddenAct) {

  public ClipVisionConfig {
    numChannels = numChannels == 0 ? 3 : numChannels;
    layerNormEps = layerNormEps == 0 ? 1e-5 : layerNormEps;
    hiddenAct = hiddenAct == null ? "quick_gelu" : hiddenAct;
    if (!hiddenAct.equals("quick_gelu") && !hiddenAct.equals("gelu")) {
      throw new IllegalArgumentException("hidden_act must be quick_gelu or gelu, got " + hiddenAct);
    }
    if (numAttentionHeads < 1 || hiddenSize % numAttentionHeads != 0) {
      throw new IllegalArgumentException(
          "num_attention_heads %d does not divide hidden_size %d"
              .formatted(numAttentionHeads, hiddenSize));
    }
    if (numHiddenLayers < 1 || patchSize < 1 || imageSize < patchSize) {
      throw new IllegalArgumentException(
          "num_hidden_layers %d, image_size %d, patch_size %d make no picture encoder"
              .formatted(numHiddenLayers, imageSize, patchSize));
    }
  }

  /** Patches per picture. */
  public int patches() {
    int perSide = imageSize / patchSize;
    return perSide * perSide;
  }
}
