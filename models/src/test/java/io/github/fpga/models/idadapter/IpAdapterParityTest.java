package io.github.fpga.models.idadapter;

import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.CrossAttentionLayer;
import io.github.fpga.models.unet.KeyValues;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Agreement with IP-Adapter in its public file layouts: tokens, and the denoiser's output through
 * {@link Mgmica}. Tolerance: the files' own, 1e-4; single fp32 passes.
 */
class IpAdapterParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void plain() {
    Golden golden = Golden.load("ip_adapter_plain_tiny");
    IpAdapters.Loaded loaded = IpAdapters.load(golden);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tokens = loaded.tokens(golden.in("image_embeds"), null, 1);
      golden.assertClose("image_tokens", tokens);
      golden.assertClose("sample_scale1", loaded.everywhere(tokens, 1));
      golden.assertClose("sample_scale05", loaded.everywhere(tokens, 0.5));
      golden.assertClose("sample_scale0", loaded.everywhere(tokens, 0));
      golden.assertClose("sample_mask_a", loaded.masked(tokens, golden.in("mask_a"), 1));
      golden.assertClose("sample_mask_soft", loaded.masked(tokens, golden.in("mask_soft"), 0.8f));

      Tensor two = loaded.tokens(golden.in("image_embeds_two"), null, 1);
      golden.assertClose("image_tokens_two", two);
      // Without masks the images share one softmax: one slot that holds all tokens.
      Tensor joined = two.flatten(1, 2).unsqueeze(1);
      golden.assertClose("sample_two_images", loaded.everywhere(joined, 0.7));
      golden.assertClose(
          "sample_two_images_mask", loaded.masked(two, golden.in("mask_12"), 0.7f, 0.4f));
    }
  }

  /** One layer alone: queries, both attention terms and the output projection. */
  @Test
  void firstCrossAttentionLayer() {
    Golden golden = Golden.load("ip_adapter_plain_tiny");
    IpAdapters.Loaded loaded = IpAdapters.load(golden);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      KeyValues one = loaded.keyValues(loaded.tokens(golden.in("image_embeds"), null, 1));
      KeyValues two = loaded.keyValues(loaded.tokens(golden.in("image_embeds_two"), null, 1));
      Tensor weights = Tensors.of(new float[] {0.7f, 0.4f}, 1, 2);
      compareLayer(golden, loaded, "scale1", MaskedTokens.everywhere(one, 1));
      compareLayer(
          golden,
          loaded,
          "mask_a",
          MaskedTokens.of(one, golden.in("mask_a"), 1, MaskRule.IP_ADAPTER));
      compareLayer(
          golden,
          loaded,
          "two_images_mask",
          new MaskedTokens(two, golden.in("mask_12"), weights, MaskRule.IP_ADAPTER));
    }
  }

  private static void compareLayer(
      Golden golden, IpAdapters.Loaded loaded, String run, MaskedTokens identities) {
    CrossAttentionLayer layer = loaded.unet().crossAttentionLayers().get(0);
    Tensor sample = golden.in("sample");
    int height = (int) sample.size(2);
    int width = (int) sample.size(3);
    Mgmica attention =
        Mgmica.of(
                loaded.unet(),
                loaded.unet().textKeyValues(golden.in("encoder_hidden_states")),
                height,
                width)
            .withIdentities(identities);
    Weights w = golden.dependsOn("unet").weights().at(layer.key());
    Linear toQ = new Linear(w.at("to_q"), layer.channels(), layer.channels(), false);
    Linear toOut = new Linear(w.at("to_out.0"), layer.channels(), layer.channels());
    Tensor q = toQ.apply(golden.out("attn." + run + ".input"));
    golden.assertClose(
        "attn." + run + ".output", toOut.apply(attention.attend(layer, q, height, width)));
  }

  @Test
  void plus() {
    Golden golden = Golden.load("ip_adapter_plus_tiny");
    IpAdapters.Loaded loaded = IpAdapters.load(golden);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tokens = loaded.tokens(null, golden.in("image_embeds"), 1);
      golden.assertClose("image_tokens", tokens);
      golden.assertClose("sample_scale1", loaded.everywhere(tokens, 1));
      golden.assertClose("sample_scale05", loaded.everywhere(tokens, 0.5));
      golden.assertClose("sample_mask_a", loaded.masked(tokens, golden.in("mask_a"), 1));
    }
  }

  @Test
  void faceId() {
    Golden golden = Golden.load("ip_adapter_faceid_tiny");
    IpAdapters.Loaded loaded = IpAdapters.load(golden);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor tokens = loaded.tokens(golden.in("id_embeds").unsqueeze(1), null, 1);
      golden.assertClose("image_tokens", tokens);
      golden.assertClose("sample_no_lora_scale1", loaded.everywhere(tokens, 1));
      IpAdapters.Loaded withLora = loaded.withLora();
      golden.assertClose("sample_scale1", withLora.everywhere(tokens, 1));
      golden.assertClose("sample_scale06", withLora.everywhere(tokens, 0.6));
    }
  }

  @Test
  void faceIdPlusOneAndTwo() {
    Golden golden = Golden.load("ip_adapter_faceid_plus_tiny");
    IpAdapters.Loaded two = IpAdapters.load(golden);
    IpAdapters.Loaded one = two.withShortcut(false);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor id = golden.in("id_embeds").unsqueeze(1);
      Tensor clip = golden.in("clip_embeds");
      Tensor v1 = one.tokens(id, clip, 1);
      Tensor v2 = two.tokens(id, clip, 1);
      golden.assertClose("image_tokens_v1", v1);
      golden.assertClose("image_tokens_v2_s1", v2);
      golden.assertClose("image_tokens_v2_s06", two.tokens(id, clip, 0.6));
      golden.assertClose("sample_no_lora_v1_scale1", one.everywhere(v1, 1));
      golden.assertClose("sample_no_lora_v2_s1", two.everywhere(v2, 1));
      golden.assertClose("sample_v1", one.withLora().everywhere(v1, 1));
      golden.assertClose("sample_v2_s1", two.withLora().everywhere(v2, 1));
    }
  }

  @Test
  void twoAdapters() {
    Golden golden = Golden.load("ip_adapter_two_tiny");
    Golden base = golden.dependsOn("unet");
    UNetConfig config = UNetConfig.fromJson(base.config());
    UNet2DConditionModel unet = base.weights().build(w -> new UNet2DConditionModel(w, config));
    IpAdapters.Loaded first = IpAdapters.load(golden.dependsOn("adapter1"));
    IpAdapters.Loaded second = IpAdapters.load(golden.dependsOn("adapter2"));
    float s1 = (float) golden.config().path("scales").get(0).asDouble();
    float s2 = (float) golden.config().path("scales").get(1).asDouble();
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor sample = golden.in("sample");
      Mgmica text =
          Mgmica.of(
              unet,
              unet.textKeyValues(golden.in("encoder_hidden_states")),
              (int) sample.size(2),
              (int) sample.size(3));
      Tensor plain = first.tokens(golden.in("image_embeds_plain"), null, 1);
      Tensor plainTwo = first.tokens(golden.in("image_embeds_plain_two"), null, 1);
      Tensor plus = second.tokens(null, golden.in("image_embeds_plus"), 1);
      Mgmica everywhere =
          text.withIdentities(MaskedTokens.everywhere(first.keyValues(plain), s1))
              .withIdentities(MaskedTokens.everywhere(second.keyValues(plus), s2));
      golden.assertClose("sample_two_adapters", predict(golden, unet, everywhere));
      Mgmica masked =
          text.withIdentities(bound(first, plain, golden.in("mask_a"), s1))
              .withIdentities(bound(second, plus, golden.in("mask_b"), s2));
      golden.assertClose("sample_two_adapters_masks", predict(golden, unet, masked));
      Mgmica three =
          text.withIdentities(bound(first, plainTwo, golden.in("mask_12"), s1, s2))
              .withIdentities(bound(second, plus, golden.in("mask_b"), 0.9f));
      golden.assertClose("sample_two_adapters_masks_2img", predict(golden, unet, three));
    }
  }

  private static MaskedTokens bound(
      IpAdapters.Loaded adapter, Tensor tokens, Tensor masks, float... weights) {
    return new MaskedTokens(
        adapter.keyValues(tokens),
        masks,
        Tensors.of(weights, 1, weights.length),
        MaskRule.IP_ADAPTER);
  }

  private static Tensor predict(Golden golden, UNet2DConditionModel unet, Mgmica attention) {
    return unet.predict(golden.in("sample"), golden.in("timestep"), Conditioning.of(attention));
  }
}
