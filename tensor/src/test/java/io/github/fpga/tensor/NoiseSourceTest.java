package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseSourceTest {

  private static float[] draw(NoiseSource source, long... shape) {
    try (Scope scope = Scope.open()) {
      return Tensors.floats(source.gaussian(shape));
    }
  }

  /** Saved requests name a seed: these numbers may never change. */
  @Test
  void goldenNumbers() {
    assertArrayEquals(
        new float[] {-1.5950614f, -1.759473f, -1.2230971f, -0.24822366f, -1.3676832f, 0.34144056f},
        draw(NoiseSource.seeded(42), 2, 3));
    assertArrayEquals(
        new float[] {0.66166395f, -0.531391f, 0.93562436f}, draw(NoiseSource.seeded(-1), 3));
  }

  @Test
  void theSequenceDoesNotDependOnTheShapes() {
    NoiseSource one = NoiseSource.seeded(7);
    float[] first = draw(one, 4);
    float[] second = draw(one, 2, 1);
    float[] all = draw(NoiseSource.seeded(7), 1, 6);
    assertArrayEquals(Arrays.copyOf(all, 4), first);
    assertArrayEquals(Arrays.copyOfRange(all, 4, 6), second);
  }

  @Test
  void otherSeedsGiveOtherNumbers() {
    assertFalse(Arrays.equals(draw(NoiseSource.seeded(1), 4), draw(NoiseSource.seeded(2), 4)));
  }

  @Test
  void standardNormal() {
    float[] values = draw(NoiseSource.seeded(3), 4, 250, 100);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (float value : values) {
      mean += value;
      square += (double) value * value;
      fourth += Math.pow(value, 4);
    }
    assertEquals(0, mean / values.length, 0.015);
    assertEquals(1, square / values.length, 0.025);
    assertEquals(3, fourth / values.length, 0.2);
  }
}
