package io.github.fpga.models.repcontrolnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlAdapterTest {

  private static final ControlAdapterConfig CONFIG = ControlAdapterConfig.of(48);

  @BeforeAll
  static void start() {
    Engine.start();
  }

  @Test
  void startsAsZeroAndCanLearn() {
    TrainableWeights weights = new TrainableWeights(Weights.random(1), Precision.FP32);
    ControlAdapter adapter = new ControlAdapter(weights.weights(), CONFIG);
    try (Scope scope = Scope.open()) {
      Tensor feature = adapter.apply(picture(32, 48), 1);
      assertArrayEquals(new long[] {2, 48, 4, 6}, Shapes.of(feature));
      assertEquals(0, largest(feature));
      feature.sum().backward();
      assertTrue(largest(weights.masters().get("conv_out.weight").grad()) > 0);
      assertTrue(largest(weights.masters().get("conv_out.bias").grad()) > 0);
    }
  }

  @Test
  void beyondTheStartTheDrawingMattersAndBetaScales() {
    ControlAdapter adapter = new ControlAdapter(trained(), CONFIG);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor full = adapter.apply(picture(32, 32), 1);
      Tensor half = adapter.apply(picture(32, 32), 0.5);
      assertTrue(largest(full) > 0);
      assertEquals(0, Similarity.maxError(Tensors.mul(full, 0.5), half));
      assertEquals(0, largest(adapter.apply(picture(32, 32), 0)));
      Tensor other = adapter.apply(Tensors.mul(picture(32, 32), 0.2), 1);
      assertTrue(Similarity.maxError(full, other) > 1e-4);
    }
  }

  @Test
  void computesInTheFormatOfItsWeights() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Weights half = trained().converted(ScalarType.BFloat16);
      Tensor feature = new ControlAdapter(half, CONFIG).apply(picture(16, 16), 1);
      assertEquals(ScalarType.BFloat16, feature.scalar_type().intern());
    }
  }

  @Test
  void refusesSidesThatTheLevelsDoNotDivide() {
    ControlAdapter adapter = new ControlAdapter(Weights.random(1), CONFIG);
    assertThrows(IllegalArgumentException.class, () -> adapter.apply(picture(32, 36), 1));
    assertThrows(IllegalArgumentException.class, () -> new ControlAdapterConfig(3, List.of(), 48));
  }

  @Test
  void theConfigSurvivesJson() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(CONFIG);
    assertTrue(text.contains("out_channels"), text);
    assertEquals(CONFIG, json.readValue(text, ControlAdapterConfig.class));
    assertEquals(8, CONFIG.downsampling());
  }

  /** Weights whose last layer is no longer zero. */
  private static Weights trained() {
    WeightSource random = Weights.random(1).source();
    return Weights.of(
        new WeightSource() {
          @Override
          public Set<String> keys() {
            return Set.of();
          }

          @Override
          public Parameter get(String key, Init init, long... shape) {
            return random.get(key, Init.normal(0.1), shape);
          }
        });
  }

  private static Tensor picture(long height, long width) {
    return NoiseSource.seeded(1).gaussian(2, 3, height, width).sigmoid();
  }

  private static double largest(Tensor tensor) {
    return Tensors.scalar(tensor.abs().max());
  }
}
