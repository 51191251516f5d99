package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Mask;
import java.util.List;

/**
 * Where a picture may have changed. Outside it is bit-identical to the input.
 *
 * @param width of the picture
 * @param height of the picture
 * @param patches the faces' masks, which may overlap and reach beyond the picture
 */
public record ChangedArea(int width, int height, List<Patch> patches) {

  /**
   * A mask somewhere in the picture.
   *
   * @param x its left edge in the picture's pixels
   * @param y its upper edge
   */
  public record Patch(int x, int y, Mask mask) {

    /** The mask at a pixel of the picture; 0 outside its square. */
    float at(int pictureX, int pictureY) {
      int u = pictureX - x;
      int v = pictureY - y;
      boolean inside = u >= 0 && v >= 0 && u < mask.width() && v < mask.height();
      return inside ? mask.at(u, v) : 0;
    }
  }

  /** Copies the list. */
  public ChangedArea {
    patches = List.copyOf(patches);
  }

  /** How much a pixel may have changed, in [0, 1]; exactly 0 where it is bit-identical. */
  public double at(int x, int y) {
    double sum = 0;
    for (Patch patch : patches) {
      sum += patch.at(x, y);
    }
    return Math.min(1, sum);
  }

  /** The whole picture's mask. */
  public Mask toMask() {
    float[] alpha = new float[Math.multiplyExact(width, height)];
    for (Patch patch : patches) {
      int side = patch.mask().width();
      for (int v = Math.max(0, -patch.y()); v < Math.min(side, height - patch.y()); v++) {
        for (int u = Math.max(0, -patch.x()); u < Math.min(side, width - patch.x()); u++) {
          int at = (patch.y() + v) * width + patch.x() + u;
          alpha[at] = Math.min(1, alpha[at] + patch.mask().at(u, v));
        }
      }
    }
    return new Mask(width, height, alpha);
  }
}
