package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.evaluation.metrics.PairedBootstrap.Difference;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  private static final int PEOPLE = 30;

  /** Two faces a person; scenes are far harder or easier than the methods differ. */
  private static Difference compare(double gain, long seed) {
    Random random = new Random(seed);
    PairedBootstrap bootstrap = new PairedBootstrap();
    for (int person = 0; person < PEOPLE; person++) {
      double own = random.nextGaussian();
      for (int face = 0; face < 2; face++) {
        double scene = 10 * random.nextGaussian();
        bootstrap.add(person, scene, scene + gain + own + random.nextGaussian());
      }
    }
    return bootstrap.difference(1);
  }

  @Test
  void theMeanOfDifferences() {
    PairedBootstrap bootstrap = new PairedBootstrap();
    bootstrap.add(1, 0.2, 0.5);
    bootstrap.add(1, 0.9, 0.8);
    bootstrap.add(2, 0.1, 0.2);
    Difference difference = bootstrap.difference(1);
    assertEquals(0.1, difference.mean(), 1e-12);
    assertEquals(0.1, difference.interval().low(), 1e-12);
    assertEquals(0.1, difference.interval().high(), 1e-12);
    assertEquals(2, difference.people());
    assertTrue(difference.clear());
  }

  @Test
  void equalMethodsDoNotDiffer() {
    PairedBootstrap bootstrap = new PairedBootstrap();
    for (int person = 0; person < 10; person++) {
      bootstrap.add(person, person, person);
    }
    Difference difference = bootstrap.difference(1);
    assertEquals(0, difference.mean());
    assertEquals(1, difference.p());
    assertFalse(difference.clear());
  }

  @Test
  void seesThroughTheScenes() {
    Difference difference = compare(2, 1);
    assertTrue(difference.clear(), difference::toString);
    assertTrue(difference.p() < 0.001, difference::toString);
    // The scenes alone spread by 10; the mean of 30 people would be known to within 2.6.
    assertTrue(difference.interval().high() - difference.interval().low() < 1.2);
  }

  @Test
  void turningTheMethodsRoundTurnsTheSign() {
    PairedBootstrap one = new PairedBootstrap();
    PairedBootstrap other = new PairedBootstrap();
    Random random = new Random(7);
    for (int person = 0; person < PEOPLE; person++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      one.add(person, a, b);
      other.add(person, b, a);
    }
    Difference forth = one.difference(1);
    Difference back = other.difference(1);
    assertEquals(forth.mean(), -back.mean(), 1e-12);
    assertEquals(forth.interval().low(), -back.interval().high(), 1e-12);
    assertEquals(forth.p(), back.p(), 1e-12);
  }

  @Test
  void intervalAndPTellTheSame() {
    for (int n = 0; n < 40; n++) {
      Difference difference = compare(0.4, n);
      // The ends of the interval and the ones in p count a draw more or less.
      if (Math.abs(difference.p() - 0.05) > 0.001) {
        assertEquals(difference.p() < 0.05, difference.clear(), difference::toString);
      }
      assertTrue(difference.p() > 0 && difference.p() <= 1);
    }
  }

  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    int held = 0;
    int runs = 150;
    for (int n = 0; n < runs; n++) {
      Bootstrap.Interval interval = compare(0.5, 1000 + n).interval();
      held += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
    }
    double coverage = (double) held / runs;
    assertTrue(coverage > 0.89 && coverage < 0.99, "coverage " + coverage);
  }

  @Test
  void theSameSeedGivesTheSame() {
    assertEquals(compare(0.5, 1), compare(0.5, 1));
  }

  @Test
  void refusesTooFewPeople() {
    PairedBootstrap bootstrap = new PairedBootstrap();
    bootstrap.add(1, 0, 1);
    bootstrap.add(1, 0, 2);
    assertThrows(IllegalStateException.class, () -> bootstrap.difference(1));
    assertThrows(IllegalArgumentException.class, () -> bootstrap.add(2, Double.NaN, 1));
  }
}
