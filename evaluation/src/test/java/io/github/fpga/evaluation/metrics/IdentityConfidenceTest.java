package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentityConfidenceTest {

  private static double of(double... similarities) {
    return IdentityConfidence.of(similarities).orElseThrow();
  }

  @Test
  void isTheMarginOverTheBest() {
    assertEquals(0.75, of(0.2, 0.8), 1e-12);
    assertEquals(0.75, of(0.8, -0.3, 0.2), 1e-12);
    assertEquals(0, of(0.5, 0.5));
    assertEquals(1, of(0.5, -0.5));
    assertEquals(0, of(-0.1, -0.5));
    assertEquals(0, of(0, -0.5));
  }

  @Test
  void isLeftOutForFewerThanTwoFaces() {
    assertEquals(OptionalDouble.empty(), IdentityConfidence.of(0.9));
    assertEquals(OptionalDouble.empty(), IdentityConfidence.of());
  }

  @Test
  void staysInRangeWhateverOrderAndScale() {
    Random random = new Random(6);
    for (int n = 0; n < 200; n++) {
      double[] s = random.doubles(4, -1, 1).toArray();
      double confidence = of(s);
      assertTrue(confidence >= 0 && confidence <= 1);
      assertEquals(confidence, of(s[3], s[1], s[0], s[2]));
      assertEquals(confidence, of(5 * s[0], 5 * s[1], 5 * s[2], 5 * s[3]), 1e-12);
    }
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> IdentityConfidence.of(0.5, Double.NaN));
  }
}
