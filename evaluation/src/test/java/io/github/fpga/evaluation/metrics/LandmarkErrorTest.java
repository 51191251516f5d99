package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LandmarkErrorTest {

  private static final Box BOX = new Box(100, 50, 40, 40);

  @Test
  void isTheMeanDistanceOverTheFaceSide() {
    List<Point> truth = List.of(new Point(0, 0), new Point(10, 0));
    List<Point> found = List.of(new Point(3, 4), new Point(10, 1));
    assertEquals(3 / 40.0, LandmarkError.of(found, truth, BOX), 1e-12);
    assertEquals(0, LandmarkError.of(truth, truth, BOX));
    assertEquals(1, LandmarkError.of(List.of(new Point(500, 0)), List.of(new Point(0, 0)), BOX));
  }

  @Test
  void unchangedByMovingTurningAndScalingEverything() {
    Random random = new Random(4);
    for (int n = 0; n < 50; n++) {
      List<Point> truth = points(random, 40, 68);
      List<Point> found = points(random, 40, 68);
      double angle = random.nextDouble() * 2 * Math.PI;
      double scale = 0.2 + 5 * random.nextDouble();
      Point shift = new Point(random.nextGaussian() * 100, random.nextGaussian() * 100);
      UnaryOperator<Point> map =
          p ->
              new Point(
                      scale * (Math.cos(angle) * p.x() - Math.sin(angle) * p.y()),
                      scale * (Math.sin(angle) * p.x() + Math.cos(angle) * p.y()))
                  .plus(shift);
      double before = LandmarkError.of(found, truth, BOX);
      double after =
          LandmarkError.of(
              found.stream().map(map).toList(),
              truth.stream().map(map).toList(),
              Box.around(map.apply(BOX.centre()), 40 * scale, 40 * scale));
      assertTrue(before > 0 && before <= 1);
      assertEquals(before, after, 1e-9);
    }
  }

  private static List<Point> points(Random random, double side, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Point(random.nextDouble() * side, random.nextDouble() * side));
    }
    return points;
  }

  @Test
  void refusesPointsThatDoNotPairUp() {
    List<Point> one = List.of(new Point(0, 0));
    assertThrows(IllegalArgumentException.class, () -> LandmarkError.of(one, List.of(), BOX));
    assertThrows(IllegalArgumentException.class, () -> LandmarkError.of(List.of(), List.of(), BOX));
  }
}
