package io.github.fpga.models.clip;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with transformers' CLIPTextModel and CLIPTextModelWithProjection. Tolerance: the files'
 * own, 1e-4, ten times what other summation orders make of fp32 here.
 */
class ClipTextModelParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("clip_text");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyOutputOfTheFile(String name) throws JsonProcessingException {
    Golden golden = Golden.load(name);
    ClipTextModel model = model(golden);
    List<String> outputs =
        golden.outputs().stream().filter(output -> !output.startsWith("debug.")).toList();
    assertTrue(outputs.size() >= 8, "outputs: " + outputs);
    for (String output : outputs) {
      try (Scope scope = Scope.open();
          NoGradGuard guard = new NoGradGuard()) {
        golden.assertClose(output, output(golden, model, output));
      }
    }
  }

  private static ClipTextModel model(Golden golden) throws JsonProcessingException {
    ClipTextConfig config = new ObjectMapper().treeToValue(golden.config(), ClipTextConfig.class);
    Weights weights = golden.weights();
    return weights.has("text_projection.weight")
        ? weights.build(w -> ClipTextModel.withProjection(w, config))
        : weights.build(w -> new ClipTextModel(w, config));
  }

  private static Tensor output(Golden golden, ClipTextModel model, String output) {
    Tensor ids = golden.in("input_ids");
    if (output.startsWith("with_mask.")) {
      Tensor mask = golden.in("attention_mask");
      return named(model, model.apply(ids, mask), ids, output.substring("with_mask.".length()));
    }
    return named(model, model.apply(ids), ids, output);
  }

  private static Tensor named(ClipTextModel model, ClipTextOutput out, Tensor ids, String name) {
    if (name.startsWith("hidden_states.")) {
      return out.hiddenStates().get(index(name));
    }
    if (name.startsWith("clip_skip_")) {
      return model.encode(ids, index(name));
    }
    return switch (name) {
      case "last_hidden_state" -> out.lastHiddenState();
      case "penultimate" -> out.penultimate();
      case "pooled" -> out.pooled();
      case "text_embeds" -> out.textEmbeds();
      default -> fail("no such output: " + name);
    };
  }

  private static int index(String name) {
    return Integer.parseInt(name.replaceAll("\\D", ""));
  }
}
