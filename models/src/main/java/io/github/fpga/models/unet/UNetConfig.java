package io.github.fpga.models.unet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shape of a {@link UNet2DConditionModel}, by the names of diffusers' config.json.
 *
 * @param sampleSize side of the latents the model was trained on
 * @param downBlockTypes per level CrossAttnDownBlock2D or DownBlock2D
 * @param upBlockTypes the same for the way up, lowest resolution first
 * @param layersPerBlock residual blocks per level on the way down; one more on the way up
 * @param crossAttentionDim width of the text tokens
 * @param attentionHeadDim per level the NUMBER of heads (the name is diffusers' historic mistake)
 * @param transformerLayersPerBlock per level the transformer blocks of each attention
 * @param selfAttention per level whether its transformer blocks attend to themselves; our own entry
 *     "self_attention", absent and true in all public models
 * @param additionEmbedType text_time where the denoiser also takes a pooled text embedding and
 *     picture sizes, as SDXL; else null
 * @param additionTimeEmbedDim width of the sinusoids of each size; 0 without an addition
 * @param additionInputDim width of the pooled text and the sizes' sinusoids together; 0 without an
 *     addition
 */
public record UNetConfig(
    @JsonProperty("sample_size") int sampleSize,
    @JsonProperty("in_channels") int inChannels,
    @JsonProperty("out_channels") int outChannels,
    @JsonProperty("block_out_channels") List<Integer> blockOutChannels,
    @JsonProperty("down_block_types") List<String> downBlockTypes,
    @JsonProperty("up_block_types") List<String> upBlockTypes,
    @JsonProperty("layers_per_block") int layersPerBlock,
    @JsonProperty("cross_attention_dim") int crossAttentionDim,
    @JsonProperty("attention_head_dim") List<Integer> attentionHeadDim,
    @JsonProperty("transformer_layers_per_block") List<Integer> transformerLayersPerBlock,
    @JsonProperty("self_attention") List<Boolean> selfAttention,
    @JsonProperty("use_linear_projection") boolean useLinearProjection,
    @JsonProperty("norm_num_groups") int normNumGroups,
    @JsonProperty("norm_eps") double normEps,
    @JsonProperty("flip_sin_to_cos") boolean flipSinToCos,
    @JsonProperty("freq_shift") int freqShift,
    @JsonProperty("addition_embed_type") @JsonInclude(JsonInclude.Include.NON_NULL)
        String additionEmbedType,
    @JsonProperty("addition_time_embed_dim") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        int additionTimeEmbedDim,
    @JsonProperty("projection_class_embeddings_input_dim")
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        int additionInputDim) {

  private static final String TEXT_TIME = "text_time";

  private static final Set<String> BLOCK_TYPES =
      Set.of("CrossAttnDownBlock2D", "DownBlock2D", "CrossAttnUpBlock2D", "UpBlock2D");

  /** What the network does by construction; a config that asks for something else is refused. */
  private static final Map<String, Set<String>> SUPPORTED =
      Map.ofEntries(
          Map.entry("_class_name", Set.of("UNet2DConditionModel", "ControlNetModel")),
          Map.entry("act_fn", Set.of("silu", "swish")),
          Map.entry("addition_embed_type", Set.of(TEXT_TIME)),
          Map.entry("attention_type", Set.of("default")),
          Map.entry("center_input_sample", Set.of("false")),
          Map.entry("class_embed_type", Set.of()),
          Map.entry("conv_in_kernel", Set.of("3")),
          Map.entry("conv_out_kernel", Set.of("3")),
          Map.entry("cross_attention_norm", Set.of()),
          Map.entry("downsample_padding", Set.of("1")),
          Map.entry("dual_cross_attention", Set.of("false")),
          Map.entry("encoder_hid_dim_type", Set.of()),
          Map.entry("mid_block_only_cross_attention", Set.of("false")),
          Map.entry("mid_block_scale_factor", Set.of("1", "1.0")),
          Map.entry("mid_block_type", Set.of("UNetMidBlock2DCrossAttn")),
          Map.entry("num_attention_heads", Set.of()),
          Map.entry("num_class_embeds", Set.of()),
          Map.entry("only_cross_attention", Set.of("false")),
          Map.entry("resnet_out_scale_factor", Set.of("1", "1.0")),
          Map.entry("resnet_skip_time_act", Set.of("false")),
          Map.entry("resnet_time_scale_shift", Set.of("default")),
          Map.entry("reverse_transformer_layers_per_block", Set.of()),
          Map.entry("time_cond_proj_dim", Set.of()),
          Map.entry("time_embedding_act_fn", Set.of()),
          Map.entry("time_embedding_dim", Set.of()),
          Map.entry("time_embedding_type", Set.of("positional")),
          Map.entry("timestep_post_act", Set.of()),
          Map.entry("upcast_attention", Set.of("false")));

  public UNetConfig {
    blockOutChannels = List.copyOf(blockOutChannels);
    downBlockTypes = List.copyOf(downBlockTypes);
    upBlockTypes = List.copyOf(upBlockTypes);
    attentionHeadDim = List.copyOf(attentionHeadDim);
    transformerLayersPerBlock = List.copyOf(transformerLayersPerBlock);
    selfAttention = List.copyOf(selfAttention);
    if (additionEmbedType == null) {
      additionTimeEmbedDim = 0;
      additionInputDim = 0;
    } else if (!additionEmbedType.equals(TEXT_TIME)) {
      throw new IllegalArgumentException(
          "addition_embed_type = %s is not supported".formatted(additionEmbedType));
    } else if (additionTimeEmbedDim < 2 || additionInputDim <= 0) {
      throw new IllegalArgumentException(
          "addition_embed_type %s needs addition_time_embed_dim and projection_class_embeddings_input_dim, got %d and %d"
              .formatted(additionEmbedType, additionTimeEmbedDim, additionInputDim));
    }
    int levels = blockOutChannels.size();
    requireLevels("self_attention", selfAttention, levels);
    requireLevels("down_block_types", downBlockTypes, levels);
    requireLevels("up_block_types", upBlockTypes, levels);
    requireLevels("attention_head_dim", attentionHeadDim, levels);
    requireLevels("transformer_layers_per_block", transformerLayersPerBlock, levels);
    for (int i = 0; i < levels; i++) {
      int channels = blockOutChannels.get(i);
      requireDivides("norm_num_groups", normNumGroups, channels);
      if (downBlockTypes.get(i).startsWith("Cross") || i == levels - 1) {
        requireDivides("attention_head_dim", attentionHeadDim.get(i), channels);
      }
    }
  }

  /** Without an addition, as Stable Diffusion 1.x. */
  public UNetConfig(
      int sampleSize,
      int inChannels,
      int outChannels,
      List<Integer> blockOutChannels,
      List<String> downBlockTypes,
      List<String> upBlockTypes,
      int layersPerBlock,
      int crossAttentionDim,
      List<Integer> attentionHeadDim,
      List<Integer> transformerLayersPerBlock,
      List<Boolean> selfAttention,
      boolean useLinearProjection,
      int normNumGroups,
      double normEps,
      boolean flipSinToCos,
      int freqShift) {
    this(
        sampleSize,
        inChannels,
        outChannels,
        blockOutChannels,
        downBlockTypes,
        upBlockTypes,
        layersPerBlock,
        crossAttentionDim,
        attentionHeadDim,
        transformerLayersPerBlock,
        selfAttention,
        useLinearProjection,
        normNumGroups,
        normEps,
        flipSinToCos,
        freqShift,
        null,
        0,
        0);
  }

  /**
   * Reads diffusers' config.json of a UNet or of a ControlNet (whose way up is taken as the mirror
   * of its way down).
   *
   * @throws IllegalArgumentException naming the first entry that the network does not support
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static UNetConfig fromJson(JsonNode json) {
    requireSupported(json);
    List<Integer> channels = new ArrayList<>();
    json.path("block_out_channels").forEach(c -> channels.add(c.intValue()));
    int levels = channels.size();
    List<String> down = new ArrayList<>();
    json.path("down_block_types").forEach(t -> down.add(t.asText()));
    List<String> up = new ArrayList<>();
    json.path("up_block_types").forEach(t -> up.add(t.asText()));
    if (up.isEmpty()) {
      down.forEach(t -> up.add(t.replace("Down", "Up")));
      Collections.reverse(up);
    }
    return new UNetConfig(
        json.path("sample_size").asInt(64),
        json.path("in_channels").asInt(4),
        json.path("out_channels").asInt(4),
        channels,
        down,
        up,
        integer(json, "layers_per_block", 2),
        integer(json, "cross_attention_dim", 1280),
        perLevel(json, "attention_head_dim", 8, levels),
        perLevel(json, "transformer_layers_per_block", 1, levels),
        selfAttention(json, levels),
        json.path("use_linear_projection").asBoolean(false),
        json.path("norm_num_groups").asInt(32),
        json.path("norm_eps").asDouble(1e-5),
        json.path("flip_sin_to_cos").asBoolean(true),
        json.path("freq_shift").asInt(0),
        json.path("addition_embed_type").textValue(),
        json.path("addition_time_embed_dim").asInt(0),
        json.path("projection_class_embeddings_input_dim").asInt(0));
  }

  /** The number of resolutions; each level halves the size. */
  public int levels() {
    return blockOutChannels.size();
  }

  /** Whether the denoiser also takes a pooled text embedding and picture sizes. */
  public boolean hasAddition() {
    return additionEmbedType != null;
  }

  /** Width of the time embedding. */
  public long timeChannels() {
    return 4L * blockOutChannels.get(0);
  }

  private static void requireSupported(JsonNode json) {
    SUPPORTED.forEach(
        (name, values) -> {
          JsonNode value = json.path(name);
          boolean absent = value.isMissingNode() || value.isNull();
          if (!absent && !values.contains(value.asText())) {
            throw new IllegalArgumentException(
                "%s = %s is not supported by UNet2DConditionModel".formatted(name, value));
          }
        });
  }

  private static void requireLevels(String name, List<?> values, int levels) {
    if (values.size() != levels || levels == 0) {
      throw new IllegalArgumentException(
          "%s = %s must have one entry for each of the %d levels".formatted(name, values, levels));
    }
    for (Object value : values) {
      if (value instanceof String type && !BLOCK_TYPES.contains(type)) {
        throw new IllegalArgumentException("%s = %s is not supported".formatted(name, type));
      }
    }
  }

  private static void requireDivides(String name, int divisor, int channels) {
    if (divisor < 1 || channels % divisor != 0) {
      throw new IllegalArgumentException(
          "%s = %d does not divide %d channels".formatted(name, divisor, channels));
    }
  }

  private static int integer(JsonNode json, String name, int otherwise) {
    JsonNode value = json.path(name);
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("%s = %s is not supported".formatted(name, value));
    }
    return value.asInt(otherwise);
  }

  private static List<Integer> perLevel(JsonNode json, String name, int otherwise, int levels) {
    JsonNode value = json.path(name);
    if (!value.isArray()) {
      return Collections.nCopies(levels, value.asInt(otherwise));
    }
    List<Integer> values = new ArrayList<>();
    value.forEach(v -> values.add(integerEntry(name, v)));
    return values;
  }

  private static List<Boolean> selfAttention(JsonNode json, int levels) {
    JsonNode value = json.path("self_attention");
    if (!value.isArray()) {
      return Collections.nCopies(levels, value.asBoolean(true));
    }
    List<Boolean> values = new ArrayList<>();
    value.forEach(v -> values.add(v.asBoolean()));
    return values;
  }

  private static int integerEntry(String name, JsonNode value) {
    if (!value.isInt()) {
      throw new IllegalArgumentException("%s holds %s, not supported".formatted(name, value));
    }
    return value.intValue();
  }
}
