package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Similarity;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class GuidanceTest {

  @Test
  void combinesTheHalvesOfABatch() {
    try (Scope scope = Scope.open()) {
      Tensor latents = NoiseSource.seeded(1).gaussian(2, 4, 4, 4);
      // The negative half predicts x, the positive half 3x.
      Denoiser batched =
          (x, t) -> {
            assertEquals(4, x.size(0));
            return Tensors.cat(0, x.narrow(0, 0, 2), Tensors.mul(x.narrow(0, 2, 2), 3));
          };
      Tensor out = new Guidance(7.5).of(batched).predict(latents, 500);
      Similarity.assertClose("x + 7.5 * 2x", Tensors.mul(latents, 16), out, 1e-4, 1e-5);
    }
  }

  @Test
  void scaleOneIsTheConditionAlone() {
    try (Scope scope = Scope.open()) {
      Tensor negative = NoiseSource.seeded(1).gaussian(1, 4, 4, 4);
      Tensor positive = NoiseSource.seeded(2).gaussian(1, 4, 4, 4);
      assertArrayEquals(
          Tensors.floats(positive), Tensors.floats(Guidance.OFF.combine(negative, positive)));
      assertFalse(Guidance.OFF.enabled());
      Tensor none = new Guidance(0).combine(negative, positive);
      assertArrayEquals(Tensors.floats(negative), Tensors.floats(none));
    }
  }

  @Test
  void fullRescaleRestoresTheConditionsContrast() {
    try (Scope scope = Scope.open()) {
      Tensor negative = NoiseSource.seeded(1).gaussian(2, 4, 4, 4);
      Tensor positive = NoiseSource.seeded(2).gaussian(2, 4, 4, 4);
      Tensor plain = new Guidance(7.5).combine(negative, positive);
      Tensor full = new Guidance(7.5, 1).combine(negative, positive);
      Tensor half = new Guidance(7.5, 0.5).combine(negative, positive);
      for (int row = 0; row < 2; row++) {
        assertEquals(std(positive, row), std(full, row), 1e-4);
        assertEquals((std(plain, row) + std(positive, row)) / 2, std(half, row), 1e-4);
      }
      assertFalse(Arrays.equals(Tensors.floats(plain), Tensors.floats(half)));
    }
  }

  private static double std(Tensor x, int row) {
    float[] values = Tensors.floats(x.narrow(0, row, 1));
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }

  @Test
  void rejectsValuesOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new Guidance(-1));
    assertThrows(IllegalArgumentException.class, () -> new Guidance(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Guidance(7.5, 1.1));
  }
}
