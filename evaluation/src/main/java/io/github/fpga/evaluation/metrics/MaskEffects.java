package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/** What restoring did outside its mask and along the mask's border. Our definitions. */
public final class MaskEffects {

  /**
   * The jump across a mask's border.
   *
   * @param before sum of absolute differences of luma over all pairs of neighbouring pixels of
   *     which one lies inside the mask and one outside
   * @param after the same in the restored picture
   * @param pairs how many pairs
   */
  public record Seam(double before, double after, long pairs) {

    /** The seams of two pictures together. */
    public Seam plus(Seam other) {
      return new Seam(before + other.before, after + other.after, pairs + other.pairs);
    }

    /** After over before: 1 is invisible, above 1 an edge that was not there. NaN without pairs. */
    public double ratio() {
      return after / before;
    }
  }

  private MaskEffects() {}

  /**
   * The largest difference of any channel of any pixel outside the mask, in levels of 0 to 255; 0
   * where the picture is bit-identical there.
   *
   * @param mask black outside
   */
  public static int outsideMaxDiff(BufferedImage before, BufferedImage after, BufferedImage mask) {
    int[] b = Pictures.pixels(before);
    int[] a = Pictures.pixels(after);
    int[] m = maskOf(before, after, mask);
    int most = 0;
    for (int i = 0; i < m.length; i++) {
      for (int shift = 0; m[i] == 0 && shift <= 16; shift += 8) {
        most = Math.max(most, Math.abs((a[i] >> shift & 255) - (b[i] >> shift & 255)));
      }
    }
    return most;
  }

  /** The share of the picture's pixels that the mask lets change, in [0, 1]. */
  public static double coverage(BufferedImage mask) {
    int[] m = Pictures.pixels(mask);
    long inside = 0;
    for (int value : m) {
      inside += value == 0 ? 0 : 1;
    }
    return (double) inside / m.length;
  }

  /** The jumps across the mask's border before and after. */
  public static Seam seam(BufferedImage before, BufferedImage after, BufferedImage mask) {
    int[] m = maskOf(before, after, mask);
    double[] b = PictureQuality.luma(before);
    double[] a = PictureQuality.luma(after);
    int width = mask.getWidth();
    double sumBefore = 0;
    double sumAfter = 0;
    long pairs = 0;
    for (int i = 0; i < m.length; i++) {
      int right = (i + 1) % width == 0 ? i : i + 1;
      int below = i + width < m.length ? i + width : i;
      for (int j : new int[] {right, below}) {
        if ((m[i] == 0) != (m[j] == 0)) {
          sumBefore += Math.abs(b[i] - b[j]);
          sumAfter += Math.abs(a[i] - a[j]);
          pairs++;
        }
      }
    }
    return new Seam(sumBefore, sumAfter, pairs);
  }

  private static int[] maskOf(BufferedImage before, BufferedImage after, BufferedImage mask) {
    PictureQuality.requireSameSize(before, after);
    PictureQuality.requireSameSize(before, mask);
    return Pictures.pixels(mask);
  }
}
