package io.github.fpga.models.vae;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
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
      Posterior posterior = vae.posterior(golden.in("image"));
      golden.assertClose("logvar", posterior.logVariance());
      golden.assertClose("std", posterior.deviation());
      Tensor sample = posterior.sample(golden.in("posterior_noise"));
      golden.assertClose("sample_scaled", Tensors.mul(sample, config.scalingFactor()));
      Tensor decoded = vae.decode(golden.in("latent"));
      golden.assertClose("decoded", decoded);
      golden.assertClose("image", picture(decoded));
      Tensor unscaled = Tensors.mul(golden.in("latent"), 1 / config.scalingFactor());
      golden.assertClose("decoded", vae.decodeUnscaled(unscaled));
    }
  }

  private static Tensor picture(Tensor decoded) {
    try (Scalar zero = new Scalar(0);
        Scalar one = new Scalar(1)) {
      return Tensors.add(Tensors.mul(decoded, 0.5), 0.5).clamp_min(zero).clamp_max(one);
    }
  }
}
