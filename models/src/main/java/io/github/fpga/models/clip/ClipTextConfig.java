package io.github.fpga.models.clip;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.models.JsonConfig;
import java.util.Map;
import java.util.Set;

/**
 * Shape of a {@link ClipTextModel}, by the names of transformers' config.json.
 *
 * @param vocabSize number of token ids
 * @param hiddenSize width of the states, divisible by the heads
 * @param intermediateSize width inside the feed-forward
 * @param projectionDim width of the text embedding; only read by models with a projection
 * @param maxPositionEmbeddings longest sequence in tokens, 77 for the public models
 * @param layerNormEps 0 or absent means 1e-5
 * @param hiddenAct {@code quick_gelu} (absent means this) or {@code gelu}
 * @param eosTokenId where the pooled output is taken: 2 means transformers' legacy rule, the
 *     largest id of the sequence; any other value its first position. 0 or absent means 49407
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClipTextConfig(
    @JsonProperty("vocab_size") int vocabSize,
    @JsonProperty("hidden_size") int hiddenSize,
    @JsonProperty("intermediate_size") int intermediateSize,
    @JsonProperty("projection_dim") int projectionDim,
    @JsonProperty("num_hidden_layers") int numHiddenLayers,
    @JsonProperty("num_attention_heads") int numAttentionHeads,
    @JsonProperty("max_position_embeddings") int maxPositionEmbeddings,
    @JsonProperty("layer_norm_eps") double layerNormEps,
    @JsonProperty("hidden_act") String hiddenAct,
    @JsonProperty("eos_token_id") int eosTokenId) {

  static final int LEGACY_EOS = 2;
  private static final int PUBLIC_EOS = 49407;

  /** What the network does by construction; a config that asks for something else is refused. */
  private static final Map<String, Set<String>> SUPPORTED =
      Map.of(
          "model_type", Set.of("clip_text_model"),
          "architectures", Set.of("CLIPTextModel", "CLIPTextModelWithProjection"));

  public ClipTextConfig {
    layerNormEps = layerNormEps == 0 ? 1e-5 : layerNormEps;
    hiddenAct = hiddenAct == null ? "quick_gelu" : hiddenAct;
    eosTokenId = eosTokenId == 0 ? PUBLIC_EOS : eosTokenId;
    if (!hiddenAct.equals("quick_gelu") && !hiddenAct.equals("gelu")) {
      throw new IllegalArgumentException("hidden_act must be quick_gelu or gelu, got " + hiddenAct);
    }
    if (numAttentionHeads < 1 || hiddenSize % numAttentionHeads != 0) {
      throw new IllegalArgumentException(
          "num_attention_heads %d does not divide hidden_size %d"
              .formatted(numAttentionHeads, hiddenSize));
    }
  }

  /**
   * Reads transformers' config.json; what is absent has transformers' default.
   *
   * @throws IllegalArgumentException naming the first entry that the network does not support
   */
  public static ClipTextConfig fromJson(JsonNode json) {
    JsonConfig.requireSupported("ClipTextModel", json, SUPPORTED);
    return new ClipTextConfig(
        JsonConfig.integer(json, "vocab_size", 49408),
        JsonConfig.integer(json, "hidden_size", 512),
        JsonConfig.integer(json, "intermediate_size", 2048),
        JsonConfig.integer(json, "projection_dim", 512),
        JsonConfig.integer(json, "num_hidden_layers", 12),
        JsonConfig.integer(json, "num_attention_heads", 8),
        JsonConfig.integer(json, "max_position_embeddings", 77),
        JsonConfig.number(json, "layer_norm_eps", 1e-5),
        json.path("hidden_act").asText("quick_gelu"),
        JsonConfig.integer(json, "eos_token_id", PUBLIC_EOS));
  }
}
