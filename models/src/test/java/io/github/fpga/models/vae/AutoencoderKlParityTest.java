package io.github.fpga.models.vae;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with diffusers' AutoencoderKL. Tolerance: the files' own, 2e-4; the decoder's values
 * reach tens, and fp32 sums of some thousand products differ in the last digits.
 */
class AutoencoderKlParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static List<String> files() {
    return Golden.names("vae_tiny");
  }

  @ParameterizedTest
  @MethodSource("files")
  void encodesAndDecodes(String name) throws JsonProcessingException {
    Golden golden = Golden.load(name);
    AutoencoderKlConfig config =
        new ObjectMapper().treeToValue(golden.config(), AutoencoderKlConfig.class);
    AutoencoderKl vae = golden.weights().build(w -> new AutoencoderKl(w, config));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor moments = vae.moments(golden.in("image"));
      golden.assertClose("moments", moments);
      golden.assertClose("mean", moments.narrow(1, 0, config.latentChannels()));
      golden.assertClose("mode_scaled", vae.encode(golden.in("image")));
      golden.assertClose("decoded", vae.decode(golden.in("latent")));
      Tensor unscaled = Tensors.mul(golden.in("latent"), 1 / config.scalingFactor());
      golden.assertClose("decoded", vae.decodeUnscaled(unscaled));
    }
  }
}
