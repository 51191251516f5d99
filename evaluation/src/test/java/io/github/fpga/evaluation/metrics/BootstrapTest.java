package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void drawsWholePeople() {
    Bootstrap same = new Bootstrap();
    Bootstrap spread = new Bootstrap();
    for (int person = 0; person < 20; person++) {
      for (int face = 0; face < 5; face++) {
        same.add(person, 0.25);
        spread.add(person, person % 2);
      }
    }
    assertEquals(new Bootstrap.Interval(0.25, 0.25), same.interval(1));
    Bootstrap.Interval interval = spread.interval(1);
    // The standard error of a mean of 20 coins is 0.11; of 100 it would be half.
    assertTrue(interval.low() > 0.2 && interval.low() < 0.35, interval::toString);
    assertTrue(interval.high() < 0.8 && interval.high() > 0.65, interval::toString);
    assertEquals(0.5, spread.mean());
    assertEquals(20, spread.people());
  }

  @Test
  void theSameSeedGivesTheSameIntervalInWhateverOrder() {
    Bootstrap up = new Bootstrap();
    Bootstrap down = new Bootstrap();
    for (int i = 0; i < 30; i++) {
      up.add(i, i * i);
      down.add(29 - i, (29 - i) * (29 - i));
    }
    assertEquals(up.interval(3), up.interval(3));
    assertEquals(up.interval(3), down.interval(3));
    assertTrue(!up.interval(3).equals(up.interval(4)));
  }

  @Test
  void refusesNothingAndWhatIsNoNumber() {
    assertThrows(IllegalStateException.class, () -> new Bootstrap().interval(1));
    assertThrows(IllegalStateException.class, () -> new Bootstrap().mean());
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap().add(1, Double.NaN));
  }
}
