package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/**
 * What restoring did outside its mask, and how much of the picture the mask lets change. Our
 * definitions; {@link Seam} looks at the border.
 */
public final class MaskEffects {

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

  /** The mask's pixels, once all three pictures have one size. */
  static int[] maskOf(BufferedImage before, BufferedImage after, BufferedImage mask) {
    Luma.requireSameSize(before, after);
    Luma.requireSameSize(before, mask);
    return Pictures.pixels(mask);
  }
}
