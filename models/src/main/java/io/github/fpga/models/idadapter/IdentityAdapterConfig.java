package io.github.fpga.models.idadapter;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Shape of an {@link IdentityAdapter}; the widths of its keys and values come from the denoiser.
 *
 * @param projection which network makes the tokens
 * @param idEmbeddingDim width of the global feature; unused by {@link Projection#PLUS}
 * @param localChannels width of the local features; used by PLUS and FACE_ID_PLUS
 * @param crossAttentionDim width of the tokens, that of the denoiser's text tokens
 * @param tokens number of tokens
 * @param width inner width of the resampler; crossAttentionDim for FACE_ID_PLUS
 * @param dimHead width of a resampler head
 * @param heads number of resampler heads
 * @param depth number of resampler layers
 * @param shortcut whether the global tokens are added to the resampler's: PlusV2
 * @param loraRank rank of the low-rank parts that FaceID files hold, 0 for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IdentityAdapterConfig(
    @JsonProperty("projection") Projection projection,
    @JsonProperty("id_embedding_dim") int idEmbeddingDim,
    @JsonProperty("local_channels") int localChannels,
    @JsonProperty("cross_attention_dim") int crossAttentionDim,
    @JsonProperty("tokens") int tokens,
    @JsonProperty("width") int width,
    @JsonProperty("dim_head") int dimHead,
    @JsonProperty("heads") int heads,
    @JsonProperty("depth") int depth,
    @JsonProperty("shortcut") boolean shortcut,
    @JsonProperty("lora_rank") int loraRank) {

  /** The public projection networks. */
  public enum Projection {
    /** One linear map of a CLIP image embedding: ip-adapter. */
    PLAIN,
    /** A resampler of CLIP patch states: ip-adapter-plus. */
    PLUS,
    /** A perceptron of a face embedding: ip-adapter-faceid. */
    FACE_ID,
    /** Both, the face embedding giving the resampler's queries: ip-adapter-faceid-plus and v2. */
    FACE_ID_PLUS
  }

  public IdentityAdapterConfig {
    require("cross_attention_dim", crossAttentionDim);
    require("tokens", tokens);
    if (projection != Projection.PLUS) {
      require("id_embedding_dim", idEmbeddingDim);
    }
    if (projection == Projection.PLUS || projection == Projection.FACE_ID_PLUS) {
      require("local_channels", localChannels);
      require("width", width);
      require("dim_head", dimHead);
      require("heads", heads);
      require("depth", depth);
    }
    if (projection == Projection.FACE_ID_PLUS && width != crossAttentionDim) {
      throw new IllegalArgumentException(
          "width %d must be cross_attention_dim %d for FACE_ID_PLUS"
              .formatted(width, crossAttentionDim));
    }
    if (loraRank < 0) {
      throw new IllegalArgumentException("lora_rank must not be negative, got " + loraRank);
    }
  }

  /** One linear map, as ip-adapter_sd15. */
  public static IdentityAdapterConfig plain(int imageEmbeddingDim, int crossDim, int tokens) {
    return new IdentityAdapterConfig(
        Projection.PLAIN, imageEmbeddingDim, 0, crossDim, tokens, 0, 0, 0, 0, false, 0);
  }

  /** A perceptron of the global feature, as ip-adapter-faceid_sd15. */
  public static IdentityAdapterConfig faceId(int idDim, int crossDim, int tokens, int loraRank) {
    return new IdentityAdapterConfig(
        Projection.FACE_ID, idDim, 0, crossDim, tokens, 0, 0, 0, 0, false, loraRank);
  }

  /** The form of FaceID-PlusV2: T = q + s * Resampler(q, l), q from the global feature. */
  public static IdentityAdapterConfig faceIdPlusV2(
      int idDim, int localChannels, int crossDim, int tokens, int dimHead, int heads, int depth) {
    return new IdentityAdapterConfig(
        Projection.FACE_ID_PLUS,
        idDim,
        localChannels,
        crossDim,
        tokens,
        crossDim,
        dimHead,
        heads,
        depth,
        true,
        0);
  }

  /** A resampler of patch features, as ip-adapter-plus_sd15. */
  public static IdentityAdapterConfig plus(
      int localChannels, int crossDim, int tokens, int width, int dimHead, int heads, int depth) {
    return new IdentityAdapterConfig(
        Projection.PLUS,
        0,
        localChannels,
        crossDim,
        tokens,
        width,
        dimHead,
        heads,
        depth,
        false,
        0);
  }

  /** The public file ip-adapter_sd15. */
  public static IdentityAdapterConfig plainSd15() {
    return plain(1024, 768, 4);
  }

  /** The public files ip-adapter-plus_sd15 and ip-adapter-plus-face_sd15. */
  public static IdentityAdapterConfig plusSd15() {
    return plus(1280, 768, 16, 768, 64, 12, 4);
  }

  /** The public file ip-adapter-faceid_sd15. */
  public static IdentityAdapterConfig faceIdSd15() {
    return faceId(512, 768, 4, 128);
  }

  /**
   * The public file ip-adapter-faceid-plusv2_sd15; without shortcut ip-adapter-faceid-plus_sd15.
   */
  public static IdentityAdapterConfig faceIdPlusV2Sd15() {
    return faceIdPlusV2(512, 1280, 768, 4, 64, 12, 4).withLoraRank(128);
  }

  /** The public file ip-adapter_sdxl_vit-h. */
  public static IdentityAdapterConfig plainSdxl() {
    return plain(1024, 2048, 4);
  }

  /** The public files ip-adapter-plus_sdxl_vit-h and ip-adapter-plus-face_sdxl_vit-h. */
  public static IdentityAdapterConfig plusSdxl() {
    return plus(1280, 2048, 16, 1280, 64, 20, 4);
  }

  /**
   * InstantID's public file ip-adapter.bin (Wang et al., arXiv 2401.07519): a resampler whose only
   * local feature is the face embedding as it comes from the recogniser, not normalised. Its
   * ControlNet attends to these tokens instead of text.
   */
  public static IdentityAdapterConfig instantId() {
    return plus(512, 2048, 16, 1280, 64, 20, 4);
  }

  public IdentityAdapterConfig withLoraRank(int rank) {
    return new IdentityAdapterConfig(
        projection,
        idEmbeddingDim,
        localChannels,
        crossAttentionDim,
        tokens,
        width,
        dimHead,
        heads,
        depth,
        shortcut,
        rank);
  }

  public IdentityAdapterConfig withShortcut(boolean newShortcut) {
    return new IdentityAdapterConfig(
        projection,
        idEmbeddingDim,
        localChannels,
        crossAttentionDim,
        tokens,
        width,
        dimHead,
        heads,
        depth,
        newShortcut,
        loraRank);
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(name, value));
    }
  }
}
