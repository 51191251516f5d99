package io.github.fpga.models.vae;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
  void anOlderFileIsTheSameAutoencoder() throws JsonProcessingException {
    Golden golden = Golden.load("vae_tiny");
    AutoencoderKlConfig config =
        new ObjectMapper().treeToValue(golden.config(), AutoencoderKlConfig.class);
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
    AutoencoderKl vae = VaeKeys.current(file).build(w -> new AutoencoderKl(w, config));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      golden.assertClose("decoded", vae.decode(golden.in("latent")));
      golden.assertClose("moments", vae.moments(golden.in("image")));
    }
    assertThrows(CheckpointException.class, () -> file.build(w -> new AutoencoderKl(w, config)));
  }

  @Test
  void aCurrentFileIsGivenBack() {
    Weights file = Golden.load("vae_tiny").weights();
    assertSame(file, VaeKeys.current(file));
  }
}
