package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceFeaturesTest {

  private static FaceFeatures random(long seed, double length) {
    Random random = new Random(seed);
    float[] values = new float[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (length * random.nextGaussian());
    }
    return new FaceFeatures(values, new float[0], 0, 0);
  }

  /** Features that are saved and read again give the same picture only if no bit changes. */
  @Test
  void lengthOneStaysBitForBit() {
    for (long seed = 0; seed < 200; seed++) {
      FaceFeatures once = random(seed, 3);
      FaceFeatures again = new FaceFeatures(once.global(), new float[0], 0, 0);
      assertArrayEquals(once.global(), again.global());
    }
  }

  @Test
  void similarityDoesNotDependOnLength() {
    assertEquals(1, random(1, 0.1).similarity(random(1, 7)), 1e-6);
  }

  @Test
  void localFeaturesMustFitTheirShape() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FaceFeatures(new float[] {1}, new float[5], 2, 3));
  }
}
