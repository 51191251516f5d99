package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyPasteTest {

  /** An embedding in the plane, of any length. */
  private static float[] at(double degrees, double length) {
    double angle = Math.toRadians(degrees);
    return new float[] {(float) (length * Math.cos(angle)), (float) (length * Math.sin(angle))};
  }

  private static float[] at(double degrees) {
    return at(degrees, 1);
  }

  @Test
  void isTheDifferenceOfAnglesOverTheAngleBetweenTheTrueOnes() {
    // From 10 degrees it is 30 to the truth at 40, 10 to the reference at 0; these are 40 apart.
    assertEquals(0.5, CopyPaste.of(at(10), at(40), at(0)), 1e-6);
    assertEquals(0, CopyPaste.of(at(20), at(40), at(0)), 1e-6);
    assertEquals(-0.5, CopyPaste.of(at(30), at(40), at(0)), 1e-6);
    assertEquals(0.5, CopyPaste.of(at(10, 3), at(40, 7), at(0, 0.1)), 1e-6);
  }

  @Test
  void aCopyIsOneAndTheOtherPictureMinusOne() {
    assertEquals(1, CopyPaste.of(at(0), at(40), at(0)), 1e-6);
    assertEquals(-1, CopyPaste.of(at(40), at(40), at(0)), 1e-6);
    assertEquals(0, CopyPaste.of(at(70), at(40), at(40)));
  }

  @Test
  void staysInRangeAndChangesSignWithTruthAndReference() {
    Random random = new Random(5);
    for (int n = 0; n < 200; n++) {
      float[] g = gaussian(random);
      float[] t = gaussian(random);
      float[] r = gaussian(random);
      double score = CopyPaste.of(g, t, r);
      assertTrue(score >= -1 && score <= 1);
      assertEquals(-score, CopyPaste.of(g, r, t), 1e-9);
    }
  }

  private static float[] gaussian(Random random) {
    float[] values = new float[16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void aCopyOfAnyReferenceCounts() {
    assertEquals(1, CopyPaste.ofNearest(at(60), at(30), List.of(at(0), at(60), at(-20))), 1e-6);
    assertEquals(
        CopyPaste.of(at(10), at(40), at(0)), CopyPaste.ofNearest(at(10), at(40), List.of(at(0))));
    assertThrows(
        IllegalArgumentException.class, () -> CopyPaste.ofNearest(at(1), at(2), List.of()));
  }
}
