package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Assignment;
import io.github.fpga.faces.Box;
import java.util.List;

/** Which face stands for which person, and whether it stands where it was wanted. */
public final class FacePlacement {

  /** A face is of the wanted size up to this factor. */
  public static final double SIZE = 1.5;

  /** A face farther from its region than this many region sides is nobody's. */
  private static final double FARTHEST = 1;

  private FacePlacement() {}

  /**
   * The face of each region, -1 for none: the one-to-one assignment with the least sum of distances
   * of centres in region sides, at most 1 each. It looks at places only, never at identities.
   */
  public static int[] assign(List<Box> regions, List<Box> faces) {
    double[][] cost = new double[regions.size()][faces.size()];
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < faces.size(); j++) {
        cost[i][j] =
            regions.get(i).centre().distance(faces.get(j).centre())
                / Math.sqrt(regions.get(i).area());
      }
    }
    return Assignment.solve(cost, FARTHEST);
  }

  /**
   * Placed: the face's centre lies inside the region, and the roots of the areas differ by at most
   * a factor of 1.5. Our definition.
   */
  public static boolean placed(Box region, Box face) {
    double ratio = Math.sqrt(face.area() / region.area());
    return region.contains(face.centre()) && ratio <= SIZE && ratio >= 1 / SIZE;
  }
}
