package io.github.fpga.models.idadapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.diffusion.Guidance;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.ControlResiduals;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One step of InstantID: the resampler of the face embedding, a ControlNet that attends to its
 * tokens only, a denoiser that attends to text and tokens. Tolerance: the file's own, 2e-4, as for
 * any ControlNet.
 */
class InstantIdParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void oneStep() {
    Golden golden = Golden.load("instantid_tiny");
    Golden base = golden.dependsOn("unet");
    UNetConfig unetConfig = UNetConfig.fromJson(base.config());
    UNet2DConditionModel unet = base.weights().build(w -> new UNet2DConditionModel(w, unetConfig));
    Golden controlBase = golden.dependsOn("controlnet");
    ControlNetConfig controlConfig = ControlNetConfig.fromJson(controlBase.config());
    ControlNetModel control =
        controlBase.weights().build(w -> new ControlNetModel(w, controlConfig));
    IdentityAdapterConfig config = config(golden.config());
    IdentityAdapter adapter =
        golden.weights().build(w -> new IdentityAdapter(w, config, unet.crossAttentionLayers()));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor face = golden.in("face_embedding").unsqueeze(1);
      Tensor tokens = adapter.tokens(null, Tensors.cat(0, torch.zeros_like(face), face), 1);
      golden.assertClose("image_tokens", tokens);
      Tensor latents = Tensors.cat(0, golden.in("latents"), golden.in("latents"));
      ControlResiduals residuals = residuals(golden, control, tokens, latents);
      for (String output : golden.outputs()) {
        if (output.startsWith("down_block_res.")) {
          int i = Integer.parseInt(output.replaceAll("\\D", ""));
          golden.assertClose(output, residuals.down().get(i));
        }
      }
      golden.assertClose("mid_block_res", residuals.mid());
      Tensor both = predict(golden, unet, adapter, tokens, latents, residuals);
      golden.assertClose("noise_pred_pair", both);
      Guidance guidance = new Guidance(golden.config().path("guidance").asDouble());
      golden.assertClose(
          "noise_pred", guidance.combine(both.narrow(0, 0, 1), both.narrow(0, 1, 1)));
    }
  }

  private static ControlResiduals residuals(
      Golden golden, ControlNetModel control, Tensor tokens, Tensor latents) {
    return control.residuals(
        latents,
        golden.in("timestep"),
        control.additionEmbedding(golden.in("text_embeds_pair"), golden.in("time_ids_pair")),
        new TextCrossAttention(control.textKeyValues(tokens)),
        control.embed(golden.in("control_image")),
        golden.config().path("controlnet_conditioning_scale").asDouble(),
        false);
  }

  private static Tensor predict(
      Golden golden,
      UNet2DConditionModel unet,
      IdentityAdapter adapter,
      Tensor tokens,
      Tensor latents,
      ControlResiduals residuals) {
    double scale = golden.config().path("ip_scale").asDouble();
    Mgmica attention =
        Mgmica.of(
                unet,
                unet.textKeyValues(golden.in("prompt_embeds_pair")),
                (int) latents.size(2),
                (int) latents.size(3))
            .withIdentities(MaskedTokens.everywhere(adapter.keyValues(tokens), scale));
    Conditioning conditioning =
        Conditioning.of(attention)
            .withResiduals(residuals)
            .withAddition(
                unet.additionEmbedding(golden.in("text_embeds_pair"), golden.in("time_ids_pair")));
    return unet.predict(latents, golden.in("timestep"), conditioning);
  }

  private static IdentityAdapterConfig config(JsonNode c) {
    return IdentityAdapterConfig.plus(
        c.path("embedding_dim").asInt(),
        c.path("output_dim").asInt(),
        c.path("num_tokens").asInt(),
        c.path("dim").asInt(),
        c.path("dim_head").asInt(),
        c.path("heads").asInt(),
        c.path("depth").asInt());
  }
}
