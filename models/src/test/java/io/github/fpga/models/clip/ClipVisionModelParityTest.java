package io.github.fpga.models.clip;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Golden;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with transformers' CLIPVisionModelWithProjection. Tolerance: the files' own, 1e-4;
 * upstream in fp32 is within 2e-6 of upstream in fp64.
 */
class ClipVisionModelParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("clip_vision");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyOutputOfTheFile(String name) throws JsonProcessingException {
    Golden golden = Golden.load(name);
    ClipVisionConfig config =
        new ObjectMapper().treeToValue(golden.config(), ClipVisionConfig.class);
    ClipVisionModel model = golden.weights().build(w -> new ClipVisionModel(w, config));
    List<String> outputs =
        golden.outputs().stream().filter(output -> !output.startsWith("debug.")).toList();
    assertTrue(outputs.size() >= 7, "outputs: " + outputs);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor pixels = golden.in("pixel_values");
      ClipVisionOutput picture = model.apply(pixels);
      ClipVisionOutput nothing = model.apply(torch.zeros_like(pixels.narrow(0, 0, 1)));
      for (String output : outputs) {
        golden.assertClose(output, named(picture, nothing, output));
      }
    }
  }

  private static Tensor named(ClipVisionOutput picture, ClipVisionOutput nothing, String name) {
    if (name.startsWith("hidden_states.")) {
      return picture.hiddenStates().get(Integer.parseInt(name.replaceAll("\\D", "")));
    }
    return switch (name) {
      case "last_hidden_state" -> picture.lastHiddenState();
      case "penultimate" -> picture.penultimate();
      case "pooled" -> picture.pooled();
      case "image_embeds" -> picture.imageEmbeds();
      case "uncond_penultimate" -> nothing.penultimate();
      // The plain IP-Adapter's negative is no picture at all.
      case "uncond_image_embeds" -> torch.zeros_like(nothing.imageEmbeds());
      default -> fail("no such output: " + name);
    };
  }
}
