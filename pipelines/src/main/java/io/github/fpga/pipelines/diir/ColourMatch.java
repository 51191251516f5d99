package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/**
 * Step 6 of DIIR: the decoded face brought to the picture's colours by a gain and an offset per
 * channel, measured in a ring just outside the mask, where decoded and original show the same.
 */
final class ColourMatch {

  private static final double LEAST_GAIN = 0.8;
  private static final double MOST_GAIN = 1.25;
  private static final double LARGEST_OFFSET = 40;

  /** Below this spread in a ring, in levels, a gain would be made of noise. */
  private static final double LEAST_SPREAD = 4;

  private static final int LEAST_PIXELS = 32;

  private ColourMatch() {}

  /**
   * The decoded crop in the original's colours.
   *
   * @param original the crop before, of the decoded one's size
   * @param mask M on the crop
   */
  static BufferedImage apply(BufferedImage decoded, BufferedImage original, Mask mask) {
    boolean[] ring = ring(mask);
    int[] from = Pictures.pixels(decoded);
    int[] to = Pictures.pixels(original);
    int[] matched = new int[from.length];
    for (int shift = 0; shift <= 16; shift += 8) {
      int[] levels = levels(from, to, ring, shift);
      for (int i = 0; i < from.length; i++) {
        matched[i] |= levels[from[i] >> shift & 255] << shift;
      }
    }
    return Pictures.of(decoded.getWidth(), decoded.getHeight(), matched);
  }

  /** What each of the 256 levels of a channel becomes. */
  private static int[] levels(int[] from, int[] to, boolean[] ring, int shift) {
    double n = 0;
    double fromSum = 0;
    double toSum = 0;
    double fromSquares = 0;
    double toSquares = 0;
    for (int i = 0; i < ring.length; i++) {
      if (ring[i]) {
        int a = from[i] >> shift & 255;
        int b = to[i] >> shift & 255;
        n++;
        fromSum += a;
        toSum += b;
        fromSquares += a * a;
        toSquares += b * b;
      }
    }
    int[] levels = new int[256];
    double gain = 1;
    double offset = 0;
    if (n >= LEAST_PIXELS) {
      double fromSpread = Math.sqrt(Math.max(0, fromSquares / n - fromSum * fromSum / n / n));
      double toSpread = Math.sqrt(Math.max(0, toSquares / n - toSum * toSum / n / n));
      gain = fromSpread < LEAST_SPREAD ? 1 : clamp(toSpread / fromSpread, LEAST_GAIN, MOST_GAIN);
      offset = clamp(toSum / n - gain * fromSum / n, -LARGEST_OFFSET, LARGEST_OFFSET);
    }
    for (int level = 0; level < 256; level++) {
      levels[level] = (int) Math.round(clamp(gain * level + offset, 0, 255));
    }
    return levels;
  }

  /** Pixels outside the mask, at most a sixteenth of the crop away from it. */
  private static boolean[] ring(Mask mask) {
    int side = mask.width();
    int reach = Math.max(2, side / 16);
    boolean[] near = new boolean[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (mask.at(x, y) > 0) {
          for (int v = Math.max(0, y - reach); v <= Math.min(side - 1, y + reach); v++) {
            java.util.Arrays.fill(
                near,
                v * side + Math.max(0, x - reach),
                v * side + Math.min(side, x + reach + 1),
                true);
          }
        }
      }
    }
    for (int i = 0; i < near.length; i++) {
      near[i] &= mask.at(i % side, i / side) == 0;
    }
    return near;
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
