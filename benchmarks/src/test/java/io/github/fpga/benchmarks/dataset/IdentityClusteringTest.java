package io.github.fpga.benchmarks.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Engine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small version of the measurement, with the bars that hold for the large one. */
class IdentityClusteringTest {

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  @Test
  void heldOutPeopleAndSiblingsAreToldApart() {
    IdentityClustering.Result result = IdentityClustering.measure(40, 6, 2);

    assertEquals(40, result.people());
    assertTrue(result.missed() <= 6, result::toString);
    assertTrue(result.f1() >= 0.95, result::toString);
    assertEquals(0, result.divided(), result::toString);
    // Else nobody could be divided.
    assertTrue(result.heldOut() >= 12, result::toString);
    assertTrue(result.leftOut() <= 20, result::toString);
  }
}
