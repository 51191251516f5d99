package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Step 6 of DIIR: the decoded face brought to the picture's colours by a gain and an offset per
 * channel, fitted by least squares just outside the mask, where the trajectory was put back and
 * decoded and original show the same, and applied inside. Pixels are compared in pairs: what was
 * decoded is smoother than the original, so equal spreads would raise a contrast that is right.
 */
final class ColourMatch {

  private static final double LEAST_GAIN = 0.8;
  private static final double MOST_GAIN = 1.25;
  private static final double LARGEST_OFFSET = 40;

  /** Below this standard deviation in a ring, in levels, a gain would be made of noise. */
  private static final double LEAST_SPREAD = 4;

  private static final int LEAST_PIXELS = 32;

  /** How far from the mask colours are measured, as a share of the crop. */
  private static final double REACH = 3 / 16.0;

  private ColourMatch() {}

  /**
   * The decoded crop with the original's colours inside the mask.
   *
   * @param original the crop before, of the decoded one's size
   * @param mask M on the crop
   * @param free above 0 for latent cells that were denoised, 0 for those put back; row-major,
   *     square
   */
  static BufferedImage apply(
      BufferedImage decoded, BufferedImage original, Mask mask, float[] free) {
    boolean[] ring = ring(mask, free);
    int[] from = Pictures.pixels(decoded);
    int[] to = Pictures.pixels(original);
    int[] matched = from.clone();
    for (int shift = 0; shift <= 16; shift += 8) {
      int[] levels = levels(from, to, ring, shift);
      for (int i = 0; i < from.length; i++) {
        if (mask.at(i % mask.width(), i / mask.width()) > 0) {
          int level = levels[from[i] >> shift & 255];
          matched[i] = matched[i] & ~(255 << shift) | level << shift;
        }
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
    double products = 0;
    for (int i = 0; i < ring.length; i++) {
      if (ring[i]) {
        int a = from[i] >> shift & 255;
        int b = to[i] >> shift & 255;
        n++;
        fromSum += a;
        toSum += b;
        fromSquares += a * a;
        products += a * b;
      }
    }
    int[] levels = new int[256];
    double gain = 1;
    double offset = 0;
    if (n >= LEAST_PIXELS) {
      double variance = fromSquares / n - fromSum * fromSum / n / n;
      double covariance = products / n - fromSum * toSum / n / n;
      boolean flat = variance < LEAST_SPREAD * LEAST_SPREAD;
      gain = flat ? 1 : clamp(covariance / variance, LEAST_GAIN, MOST_GAIN);
      offset = clamp(toSum / n - gain * fromSum / n, -LARGEST_OFFSET, LARGEST_OFFSET);
    }
    for (int level = 0; level < 256; level++) {
      levels[level] = (int) Math.round(clamp(gain * level + offset, 0, 255));
    }
    return levels;
  }

  /** Pixels near the mask whose latents were put back; where these are few, all outside it. */
  private static boolean[] ring(Mask mask, float[] free) {
    int side = mask.width();
    int grid = (int) Math.round(Math.sqrt(free.length));
    boolean[] outside = near(mask);
    boolean[] replayed = outside.clone();
    int count = 0;
    for (int i = 0; i < outside.length; i++) {
      int cell = i / side * grid / side * grid + i % side * grid / side;
      replayed[i] &= free[cell] == 0;
      count += replayed[i] ? 1 : 0;
    }
    return count >= LEAST_PIXELS ? replayed : outside;
  }

  /** Pixels outside the mask, but not far. */
  private static boolean[] near(Mask mask) {
    int side = mask.width();
    int reach = (int) Math.max(2, Math.round(side * REACH));
    boolean[] near = new boolean[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (mask.at(x, y) > 0) {
          int left = Math.max(0, x - reach);
          int right = Math.min(side, x + reach + 1);
          for (int v = Math.max(0, y - reach); v <= Math.min(side - 1, y + reach); v++) {
            Arrays.fill(near, v * side + left, v * side + right, true);
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
