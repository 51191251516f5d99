package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import java.util.List;

/**
 * Normalised mean error of landmarks (NME): the mean distance of found from true points over the
 * root of the area of the true face's box, {@code min(1, mean |f_i - t_i| / sqrt(w h))}. In [0, 1],
 * where 1 stands for everything worse; lower is better; unchanged where points and box are moved,
 * turned or scaled together. Source: Zhu et al., arXiv 1511.07212 (AFLW2000-3D); the cap is ours,
 * so that one lost face cannot outweigh all others.
 */
public final class LandmarkError {

  private LandmarkError() {}

  /**
   * The error of one face.
   *
   * @throws IllegalArgumentException where the counts differ or there are no points
   */
  public static double of(List<Point> found, List<Point> truth, Box box) {
    if (found.size() != truth.size() || truth.isEmpty()) {
      throw new IllegalArgumentException(
          "as many points found as true ones expected, got %d and %d"
              .formatted(found.size(), truth.size()));
    }
    double sum = 0;
    for (int i = 0; i < truth.size(); i++) {
      sum += found.get(i).distance(truth.get(i));
    }
    return Math.min(1, sum / truth.size() / Math.sqrt(box.area()));
  }
}
