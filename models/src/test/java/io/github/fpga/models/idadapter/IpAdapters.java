package io.github.fpga.models.idadapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import org.bytedeco.pytorch.Tensor;

/** The reference adapters, built by our classes. */
public final class IpAdapters {

  private IpAdapters() {}

  /** An adapter with its denoiser. Tokens are (B, images, T, C), as in the files. */
  public record Loaded(Golden golden, UNet2DConditionModel unet, IdentityAdapter adapter) {

    /** Projects (B, images, ...) features. */
    public Tensor tokens(Tensor global, Tensor local, double s) {
      Tensor first = global == null ? local : global;
      Tensor flat =
          adapter.tokens(
              global == null ? null : global.flatten(0, 1),
              local == null ? null : local.flatten(0, 1),
              s);
      return flat.view(first.size(0), first.size(1), flat.size(1), flat.size(2));
    }

    public KeyValues keyValues(Tensor tokens) {
      return adapter.keyValues(tokens.flatten(0, 1));
    }

    Tensor everywhere(Tensor tokens, double weight) {
      return predict(MaskedTokens.everywhere(keyValues(tokens), weight));
    }

    Tensor masked(Tensor tokens, Tensor masks, float... weights) {
      return predict(
          new MaskedTokens(
              keyValues(tokens),
              masks,
              Tensors.of(weights, 1, weights.length),
              MaskRule.IP_ADAPTER));
    }

    Loaded withLora() {
      UNetConfig config = unet.config();
      UNet2DConditionModel merged =
          adapter
              .withLora(golden.dependsOn("unet").weights())
              .materialized()
              .build(w -> new UNet2DConditionModel(w, config));
      return new Loaded(golden, merged, adapter);
    }

    Loaded withShortcut(boolean shortcut) {
      IdentityAdapterConfig config = adapter.config().withShortcut(shortcut);
      return new Loaded(golden, unet, build(golden, config, unet));
    }

    private Tensor predict(MaskedTokens identities) {
      Tensor sample = golden.in("sample");
      Mgmica attention =
          Mgmica.of(
                  unet,
                  unet.textKeyValues(golden.in("encoder_hidden_states")),
                  (int) sample.size(2),
                  (int) sample.size(3))
              .withIdentities(identities);
      return unet.predict(sample, golden.in("timestep"), Conditioning.of(attention));
    }
  }

  public static Loaded load(Golden golden) {
    Golden base = golden.dependsOn("unet");
    UNetConfig unetConfig = UNetConfig.fromJson(base.config());
    UNet2DConditionModel unet = base.weights().build(w -> new UNet2DConditionModel(w, unetConfig));
    return new Loaded(golden, unet, build(golden, config(golden), unet));
  }

  private static IdentityAdapter build(
      Golden golden, IdentityAdapterConfig config, UNet2DConditionModel unet) {
    return golden.weights().build(w -> new IdentityAdapter(w, config, unet.crossAttentionLayers()));
  }

  private static IdentityAdapterConfig config(Golden golden) {
    JsonNode c = golden.config();
    int cross = c.path("cross_attention_dim").asInt();
    int clip = c.path("clip_embeddings_dim").asInt();
    int id = c.path("id_embeddings_dim").asInt();
    int rank = c.path("lora_rank").asInt(0);
    String adapter = c.path("adapter").asText();
    if (adapter.contains("ProjPlusModel")) {
      int tokens = (int) golden.out("image_tokens_v1").size(2);
      return IdentityAdapterConfig.faceIdPlusV2(
              id,
              clip,
              cross,
              tokens,
              c.path("dim_head").asInt(),
              c.path("heads").asInt(),
              c.path("depth").asInt())
          .withLoraRank(rank);
    }
    int tokens = (int) golden.out("image_tokens").size(2);
    if (adapter.contains("MLPProjModel")) {
      return IdentityAdapterConfig.faceId(id, cross, tokens, rank);
    }
    return adapter.contains("Resampler")
        ? plus(c, cross)
        : IdentityAdapterConfig.plain(clip, cross, tokens);
  }

  private static IdentityAdapterConfig plus(JsonNode c, int cross) {
    return IdentityAdapterConfig.plus(
        c.path("embedding_dim").asInt(),
        cross,
        c.path("num_queries").asInt(),
        c.path("dim").asInt(),
        c.path("dim_head").asInt(),
        c.path("heads").asInt(),
        c.path("depth").asInt());
  }
}
