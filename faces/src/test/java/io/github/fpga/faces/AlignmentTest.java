package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class AlignmentTest {

  @Property
  void findsTheSimilarityThatWasApplied(
      @ForAll @DoubleRange(min = 0.1, max = 10) double scale,
      @ForAll @DoubleRange(min = -179, max = 179) double degrees,
      @ForAll @DoubleRange(min = -500, max = 500) double x) {
    Affine applied =
        Affine.rotation(degrees)
            .then(Affine.scaling(scale, scale))
            .then(Affine.translation(x, -x / 2));
    for (int size : new int[] {112, 128, 224, 512}) {
      List<Point> five = applied.inverse().apply(Alignment.template(size));
      double[] expected = applied.toArray();
      double[] actual = Alignment.similarity(five, size).toArray();
      for (int i = 0; i < 6; i++) {
        assertEquals(expected[i], actual[i], 1e-6 * Math.max(1, Math.abs(expected[i])));
      }
    }
  }

  @Property
  void neverMirrors(@ForAll @DoubleRange(min = 1, max = 9) double scale) {
    List<Point> mirrored = Affine.scaling(-scale, scale).apply(Alignment.template(112));
    assertTrue(Alignment.similarity(mirrored, 112).determinant() > 0);
  }

  @Example
  void noCloserSimilarityNearby() {
    List<Point> five = SampleFaces.landmarks(new Box(10, 20, 60, 80)).five();
    Affine best = Alignment.similarity(five, 112);
    double error = error(best, five);
    for (double change : new double[] {-0.01, 0.01}) {
      Affine turned = best.then(Affine.rotation(change));
      assertTrue(error < error(turned, five));
      assertTrue(error < error(best.then(Affine.translation(change, 0)), five));
      assertTrue(error < error(best.then(Affine.scaling(1 + change, 1 + change)), five));
    }
  }

  @Example
  void largerSizesFollowTheRuleOf112And128() {
    Point at112 = Alignment.template(112).get(0);
    Point at224 = Alignment.template(224).get(0);
    Point at128 = Alignment.template(128).get(0);
    AffineTest.assertClose(
        new Point((at112.x() - 0.5) * 2 + 0.5, (at112.y() - 0.5) * 2 + 0.5), at224, 1e-9);
    AffineTest.assertClose(at112.plus(new Point(8, 0)), at128, 1e-9);
    for (int bad : new int[] {0, -112, 100, 250}) {
      assertThrows(IllegalArgumentException.class, () -> Alignment.template(bad));
    }
  }

  @Example
  void coincidingPointsAreRefused() {
    List<Point> same = Collections.nCopies(5, new Point(3, 3));
    assertThrows(IllegalArgumentException.class, () -> Alignment.similarity(same, 112));
    assertThrows(
        IllegalArgumentException.class, () -> Alignment.similarity(same.subList(0, 4), 112));
  }

  @Example
  void faceOnTheTemplateStaysAsItIs() {
    BufferedImage image = SampleFaces.noise(112, 112, 1);
    BufferedImage aligned = Alignment.align(image, Alignment.template(112), 112);
    assertArrayEquals(Pictures.pixels(image), Pictures.pixels(aligned));
  }

  private static double error(Affine affine, List<Point> five) {
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      double distance = affine.apply(five.get(i)).distance(Alignment.template(112).get(i));
      sum += distance * distance;
    }
    return sum;
  }
}
