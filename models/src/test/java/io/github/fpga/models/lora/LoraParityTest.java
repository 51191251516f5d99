package io.github.fpga.models.lora;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTextOutput;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with diffusers' fused LoRA, in every layout there is a file of. Tolerance: the files'
 * own, 1e-4 for outputs and 1e-5 for the changed weights (one product in fp32).
 */
class LoraParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("lora_");
  }

  @ParameterizedTest
  @MethodSource("files")
  void changedWeightsAndOutputs(String name) throws JsonProcessingException {
    Golden golden = Golden.load(name);
    Lora lora = Lora.of(golden.weightTensors());
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      if (golden.json().path("depends_on").has("unet")) {
        denoiser(golden, lora);
      } else {
        textEncoder(golden, lora);
      }
    }
  }

  private static void denoiser(Golden golden, Lora lora) {
    Golden base = golden.dependsOn("unet");
    UNetConfig config = UNetConfig.fromJson(base.config());
    assertTrue(lora.changes(LoraPart.UNET));
    Weights changed = lora.withLora(base.weights(), config, scale(golden));
    compareWeights(golden, base, changed);
    golden.assertClose("sample", predict(golden, config, changed.materialized()));
    golden.assertClose("sample_no_lora", predict(golden, config, base.weights()));
    Weights off = lora.withLora(base.weights(), config, 0);
    golden.assertClose("sample_no_lora", predict(golden, config, off));
  }

  private static Tensor predict(Golden golden, UNetConfig config, Weights weights) {
    UNet2DConditionModel unet = weights.build(w -> new UNet2DConditionModel(w, config));
    Conditioning text = Conditioning.text(unet, golden.in("encoder_hidden_states"));
    if (config.hasAddition()) {
      text =
          text.withAddition(
              unet.additionEmbedding(golden.in("text_embeds"), golden.in("time_ids")));
    }
    return unet.predict(golden.in("sample"), golden.in("timestep"), text);
  }

  private static void textEncoder(Golden golden, Lora lora) throws JsonProcessingException {
    Golden base = golden.dependsOn("text_encoder");
    ClipTextConfig config = new ObjectMapper().treeToValue(base.config(), ClipTextConfig.class);
    assertTrue(lora.changes(LoraPart.TEXT_ENCODER));
    Weights changed = lora.withLora(base.weights(), LoraPart.TEXT_ENCODER, scale(golden));
    compareWeights(golden, base, changed);
    ClipTextOutput with =
        changed
            .materialized()
            .build(w -> new ClipTextModel(w, config))
            .apply(golden.in("input_ids"));
    golden.assertClose("last_hidden_state", with.lastHiddenState());
    golden.assertClose("pooled", with.pooled());
    ClipTextModel plain = base.weights().build(w -> new ClipTextModel(w, config));
    golden.assertClose(
        "last_hidden_state_no_lora", plain.apply(golden.in("input_ids")).lastHiddenState());
  }

  /** The file's changed weights one by one, and the sum of the magnitudes of all there are. */
  private static void compareWeights(Golden golden, Golden base, Weights changed) {
    double atol = golden.json().path("tolerance").path("fused_atol").asDouble(1e-5);
    double sum = 0;
    int compared = 0;
    for (Map.Entry<String, Tensor> entry : base.weightTensors().entrySet()) {
      String key = entry.getKey();
      if (key.endsWith(".weight")) {
        long[] shape = Shapes.of(entry.getValue());
        Tensor value = changed.source().get(key, Init.ZEROS, shape).value();
        sum += Tensors.scalar(value.abs().sum());
        if (golden.hasOut("fused." + key)) {
          golden.assertClose("fused." + key, value, atol, 0);
          compared++;
        }
      }
    }
    assertTrue(compared > 3, "changed weights compared: " + compared);
    if (golden.hasOut("fused_checksum")) {
      golden.assertClose("fused_checksum", Tensors.of(new float[] {(float) sum}, 1), 0, 1e-5);
    }
  }

  private static double scale(Golden golden) {
    return golden.config().path("lora_scale").asDouble();
  }
}
