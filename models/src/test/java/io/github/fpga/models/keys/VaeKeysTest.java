package io.github.fpga.models.keys;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Golden;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaeKeysTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void anOlderFileIsTheSameAutoencoder() {
    Golden golden = Golden.load("vae_tiny");
    AutoencoderKlConfig config = AutoencoderKlConfig.fromJson(golden.config());
    Map<String, Tensor> older = new TreeMap<>();
    golden
        .weightTensors()
        .forEach(
            (key, tensor) ->
                older.put(
                    key.replace("to_q", "query")
                        .replace("to_k", "key")
                        .replace("to_v", "value")
                        .replace("to_out.0", "proj_attn"),
                    tensor));
    assertTrue(older.containsKey("encoder.mid_block.attentions.0.proj_attn.bias"));
    Weights file = Weights.of(older);
    AutoencoderKl vae =
        file.renamed(VaeKeys.older()::original).build(w -> new AutoencoderKl(w, config));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      golden.assertClose("decoded", vae.decode(golden.in("latent")));
      golden.assertClose("moments", vae.moments(golden.in("image")));
    }
    assertThrows(CheckpointException.class, () -> file.build(w -> new AutoencoderKl(w, config)));
  }
}
