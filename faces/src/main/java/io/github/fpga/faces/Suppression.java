package io.github.fpga.faces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/** Detectors find a face several times; the best finding stays (non-maximum suppression). */
public final class Suppression {

  /** As many findings as are looked at, best first: more are noise, and all pairs are compared. */
  private static final int MOST = 5000;

  private Suppression() {}

  /**
   * The findings that are no repetition of a better one; best score first, equal scores in the
   * order given.
   *
   * @param same whether two boxes, the better one first, show the same face
   */
  public static List<Detection> keepBest(List<Detection> found, BiPredicate<Box, Box> same) {
    List<Detection> kept = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparingDouble((Detection d) -> -d.score()))
        .limit(MOST)
        .forEachOrdered(
            candidate -> {
              if (kept.stream().noneMatch(better -> same.test(better.box(), candidate.box()))) {
                kept.add(candidate);
              }
            });
    return List.copyOf(kept);
  }

  /**
   * For findings at several scales: whether boxes overlap by this share of their union, or one lies
   * in the other, which then is a nose or a cheek, however small its share of the union.
   */
  public static BiPredicate<Box, Box> overlapping(double iou) {
    return (better, candidate) -> {
      double smaller = Math.min(candidate.area(), better.area());
      return candidate.iou(better) >= iou || candidate.intersection(better) >= 0.7 * smaller;
    };
  }
}
