package io.github.fpga.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The grids of the reference pipelines; exact, they are whole numbers. */
class PipelineGridsParityTest {

  @Test
  void timesteps() {
    Golden golden = Golden.load("pipeline_tiny");
    int steps = golden.config().path("steps").asInt();
    try (Scope scope = Scope.open()) {
      for (Map.Entry<String, JsonNode> entry : golden.config().path("schedulers").properties()) {
        JsonNode config = entry.getValue();
        SchedulerConfig scheduler = SchedulerConfig.parse(config.path("class").asText(), config);
        double[] timesteps = scheduler.grid(steps).timesteps();
        golden.assertClose(entry.getKey() + ".timesteps", tensor(timesteps, false), 1e-4, 0);
        if (entry.getKey().equals("ddim")) {
          golden.assertClose("inversion.timesteps", tensor(timesteps, true), 0, 0);
        }
      }
    }
  }

  private static org.bytedeco.pytorch.Tensor tensor(double[] values, boolean reversed) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[reversed ? floats.length - 1 - i : i];
    }
    return Tensors.of(floats, floats.length);
  }
}
