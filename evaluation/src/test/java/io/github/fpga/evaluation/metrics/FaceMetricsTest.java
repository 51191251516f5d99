package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceMetricsTest {

  private static final Box REGION = new Box(100, 50, 40, 40);

  @Test
  void placedMeansCentreInsideAndSizeWithinAFactor() {
    assertTrue(FacePlacement.placed(REGION, new Box(105, 55, 40, 40)));
    assertTrue(FacePlacement.placed(REGION, Box.around(REGION.centre(), 59, 59)));
    assertFalse(FacePlacement.placed(REGION, Box.around(REGION.centre(), 61, 61)));
    assertTrue(FacePlacement.placed(REGION, Box.around(REGION.centre(), 27, 27)));
    assertFalse(FacePlacement.placed(REGION, Box.around(REGION.centre(), 26, 26)));
    assertFalse(FacePlacement.placed(REGION, new Box(121, 50, 40, 40)));
  }

  @Test
  void facesGoToRegionsByPlaceOneToOne() {
    List<Box> regions = List.of(REGION, new Box(150, 50, 40, 40));
    List<Box> faces =
        List.of(new Box(152, 52, 40, 40), new Box(104, 50, 40, 40), new Box(110, 52, 40, 40));
    assertArrayEquals(new int[] {1, 0}, FacePlacement.assign(regions, faces));
    List<Box> far = List.of(new Box(100, 91, 40, 40));
    assertArrayEquals(new int[] {-1, -1}, FacePlacement.assign(regions, far));
    assertArrayEquals(new int[] {-1, -1}, FacePlacement.assign(regions, List.of()));
  }

  @Test
  void nmeIsTheMeanDistanceOverTheFaceSide() {
    List<Point> truth = List.of(new Point(0, 0), new Point(10, 0));
    List<Point> found = List.of(new Point(3, 4), new Point(10, 1));
    assertEquals(3 / 40.0, Geometry.nme(found, truth, REGION), 1e-12);
    assertEquals(1, Geometry.nme(List.of(new Point(500, 0)), List.of(new Point(0, 0)), REGION));
    assertThrows(IllegalArgumentException.class, () -> Geometry.nme(found, List.of(), REGION));
  }

  @Test
  void pckCountsVisibleJointsWithinHalfAFace() {
    Skeleton asked = skeleton(0, 18);
    assertEquals(new Geometry.Joints(18, 18), Geometry.pck(asked, skeleton(20, 18), REGION));
    assertEquals(new Geometry.Joints(18, 0), Geometry.pck(asked, skeleton(20.1, 18), REGION));
    assertEquals(
        new Geometry.Joints(10, 10), Geometry.pck(skeleton(0, 10), skeleton(0, 18), REGION));
    assertEquals(new Geometry.Joints(18, 10), Geometry.pck(asked, skeleton(0, 10), REGION));
    assertEquals(new Geometry.Joints(18, 0), Geometry.pck(asked, null, REGION));
  }

  private static Skeleton skeleton(double shift, int visible) {
    return new Skeleton(
        IntStream.range(0, Skeleton.COUNT)
            .mapToObj(i -> new Skeleton.Joint(new Point(10 * i + shift, 5), i < visible ? 1 : 0))
            .toList());
  }

  @Test
  void ranksAmongGalleries() {
    Galleries galleries =
        new Galleries(List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {-1, 0}));
    double[] s = galleries.similarities(new FaceFeatures(new float[] {3, 4}, new float[0], 0, 0));
    assertArrayEquals(new double[] {0.6, 0.8, -0.6}, s, 1e-6);
    assertEquals(1, Galleries.nearest(s));
    assertEquals(1, Galleries.rank(s, 1));
    assertEquals(2, Galleries.rank(s, 0));
    assertEquals(3, Galleries.rank(s, 2));
    assertTrue(Galleries.mixed(s, 0, List.of(0, 1)));
    assertFalse(Galleries.mixed(s, 0, List.of(0, 2)));
    assertFalse(Galleries.mixed(s, 1, List.of(1)));
  }

  @Test
  void tiesCountAgainstThePerson() {
    assertEquals(2, Galleries.rank(new double[] {0.5, 0.5}, 0));
    assertTrue(Galleries.mixed(new double[] {0.5, 0.5}, 0, List.of(0, 1)));
  }

  @Test
  void bootstrapDrawsWholePeople() {
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
    assertEquals(interval, spread.interval(1));
    assertThrows(IllegalStateException.class, () -> new Bootstrap().interval(1));
  }
}
