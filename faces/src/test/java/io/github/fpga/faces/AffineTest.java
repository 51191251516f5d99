package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class AffineTest {

  @Property
  void inverseUndoes(@ForAll("invertible") Affine affine, @ForAll("points") Point p) {
    assertClose(p, affine.inverse().apply(affine.apply(p)), 1e-6);
    assertClose(p, affine.then(affine.inverse()).apply(p), 1e-6);
  }

  @Property
  void thenAppliesInOrder(
      @ForAll("invertible") Affine first,
      @ForAll("invertible") Affine second,
      @ForAll("points") Point p) {
    assertClose(second.apply(first.apply(p)), first.then(second).apply(p), 1e-6);
  }

  @Property
  void pixelIndicesAreHalfAPixelLess(
      @ForAll("invertible") Affine affine, @ForAll("points") Point p) {
    Point half = new Point(0.5, 0.5);
    assertClose(affine.apply(p), affine.pixelIndexed().apply(p.minus(half)).plus(half), 1e-6);
  }

  @Property
  void scaleIsTheLengthsFactorOfASimilarity(
      @ForAll @DoubleRange(min = 0.01, max = 100) double scale,
      @ForAll @DoubleRange(min = -180, max = 180) double degrees) {
    Affine affine = Affine.rotation(degrees).then(Affine.scaling(scale, scale));
    assertEquals(scale, affine.scale(), 1e-9 * scale);
    Point a = new Point(1, 2);
    Point b = new Point(-3, 5);
    assertEquals(
        scale * a.distance(b), affine.apply(a).distance(affine.apply(b)), 1e-9 * scale * 10);
  }

  @Property
  void boxHoldsItsMappedPoints(
      @ForAll("invertible") Affine affine,
      @ForAll @DoubleRange(min = 0, max = 1) double u,
      @ForAll @DoubleRange(min = 0, max = 1) double v) {
    Box box = new Box(3, 4, 50, 60);
    Point mapped = affine.apply(new Point(3 + 50 * u, 4 + 60 * v));
    Box around = affine.apply(box);
    assertTrue(around.scaled(1 + 1e-6).contains(mapped), () -> mapped + " is outside of " + around);
  }

  @Example
  void clockwiseInThePicture() {
    assertClose(new Point(0, 1), Affine.rotation(90).apply(new Point(1, 0)), 1e-12);
  }

  @Example
  void foldedPlaneHasNoInverse() {
    assertThrows(IllegalArgumentException.class, () -> new Affine(1, 2, 0, 2, 4, 0).inverse());
    assertThrows(IllegalArgumentException.class, () -> new Affine(Double.NaN, 0, 0, 0, 1, 0));
  }

  @Provide
  Arbitrary<Affine> invertible() {
    Arbitrary<Double> entry = Arbitraries.doubles().between(-5, 5);
    Arbitrary<Double> shift = Arbitraries.doubles().between(-500, 500);
    return Combinators.combine(entry, entry, shift, entry, entry, shift)
        .as(Affine::new)
        .filter(affine -> Math.abs(affine.determinant()) > 0.05);
  }

  @Provide
  Arbitrary<Point> points() {
    Arbitrary<Double> coordinate = Arbitraries.doubles().between(-2000, 2000);
    return Combinators.combine(coordinate, coordinate).as(Point::new);
  }

  static void assertClose(Point expected, Point actual, double tolerance) {
    assertTrue(expected.distance(actual) <= tolerance, () -> expected + " expected, got " + actual);
  }
}
