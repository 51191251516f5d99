package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.FaceFeatures;
import java.util.List;
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
  void ranksAmongGalleries() {
    Galleries galleries =
        new Galleries(
            List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {-1, 0}), List.of());
    double[] s = galleries.similarities(new FaceFeatures(new float[] {3, 4}, new float[0], 0, 0));
    assertArrayEquals(new double[] {0.6, 0.8, -0.6}, s, 1e-6);
    assertEquals(1, Ranking.nearest(s));
    assertEquals(1, Ranking.rank(s, 1));
    assertEquals(2, Ranking.rank(s, 0));
    assertEquals(3, Ranking.rank(s, 2));
    assertTrue(Mixing.mixed(s, 0, List.of(0, 1)));
    assertFalse(Mixing.mixed(s, 0, List.of(0, 2)));
    assertFalse(Mixing.mixed(s, 1, List.of(1)));
  }

  @Test
  void tiesCountAgainstThePerson() {
    assertEquals(2, Ranking.rank(new double[] {0.5, 0.5}, 0));
    assertTrue(Mixing.mixed(new double[] {0.5, 0.5}, 0, List.of(0, 1)));
  }
}
