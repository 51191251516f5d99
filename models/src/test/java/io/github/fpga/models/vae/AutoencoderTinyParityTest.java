package io.github.fpga.models.vae;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Golden;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with diffusers' AutoencoderTiny. Tolerance: the files' own, 1e-4; upstream in fp32 is
 * within 4e-6 of upstream in fp64.
 */
class AutoencoderTinyParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("taesd");
  }

  @ParameterizedTest
  @MethodSource("files")
  void encodesAndDecodes(String name) throws JsonProcessingException {
    Golden golden = Golden.load(name);
    AutoencoderTinyConfig config =
        new ObjectMapper().treeToValue(golden.config(), AutoencoderTinyConfig.class);
    AutoencoderTiny vae = golden.weights().build(w -> new AutoencoderTiny(w, config));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor latents = vae.encode(golden.in("image"));
      golden.assertClose("latent", latents);
      golden.assertClose("latent_scaled01", vae.toUnit(latents));
      golden.assertClose("decoded", vae.decode(golden.in("latent")));
    }
  }
}
