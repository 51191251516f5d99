package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuppressionTest {

  @Test
  void keepsTheBestOfOverlappingFaces() {
    Detection best = face(10, 10, 20, 0.9);
    Detection beside = face(60, 10, 20, 0.7);
    Detection same = face(12, 11, 20, 0.8);
    Detection within = face(16, 16, 6, 0.6);
    assertEquals(
        List.of(best, beside),
        Suppression.keepBest(List.of(within, beside, same, best), Suppression.overlapping(0.4)));
  }

  @Test
  void equalScoresKeepTheirOrder() {
    List<Detection> apart = IntStream.range(0, 9).mapToObj(i -> face(30 * i, 0, 20, 0.5)).toList();
    assertEquals(apart, Suppression.keepBest(apart, Suppression.overlapping(0.4)));
  }

  @Test
  void aFloodOfFindingsIsCut() {
    List<Detection> flood =
        IntStream.range(0, 6000).mapToObj(i -> face(30 * i, 0, 20, 0.5)).toList();
    assertEquals(5000, Suppression.keepBest(flood, (better, candidate) -> false).size());
  }

  private static Detection face(double x, double y, double side, double score) {
    Box box = new Box(x, y, side, side);
    return new Detection(box, score, SampleFaces.landmarks(box).five());
  }
}
