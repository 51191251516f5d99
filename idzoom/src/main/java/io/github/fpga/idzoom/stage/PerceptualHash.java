package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A hash of 64 bits that stays nearly the same when a picture is scaled or encoded again (pHash,
 * Zauner 2010): 8 x 8 low frequencies of the discrete cosine transform of 32 x 32 grey levels, each
 * compared with their median. Constant rows and columns of frequencies are left out, so neither
 * brightness nor plain gradients along an axis count.
 */
public final class PerceptualHash {

  private static final int SIDE = 32;
  private static final int KEPT = 8;
  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  private static double[][] cosines() {
    double[][] rows = new double[KEPT][SIDE];
    for (int k = 0; k < KEPT; k++) {
      for (int x = 0; x < SIDE; x++) {
        rows[k][x] = StrictMath.cos(StrictMath.PI * (k + 1) * (2 * x + 1) / (2 * SIDE));
      }
    }
    return rows;
  }

  public static long of(BufferedImage image) {
    double[] levels = Grey.levels(Warps.resize(image, SIDE, SIDE));
    double[] rows = new double[SIDE * KEPT];
    for (int y = 0; y < SIDE; y++) {
      for (int k = 0; k < KEPT; k++) {
        for (int x = 0; x < SIDE; x++) {
          rows[y * KEPT + k] += levels[y * SIDE + x] * COSINES[k][x];
        }
      }
    }
    double[] frequencies = new double[KEPT * KEPT];
    for (int j = 0; j < KEPT; j++) {
      for (int k = 0; k < KEPT; k++) {
        for (int y = 0; y < SIDE; y++) {
          frequencies[j * KEPT + k] += rows[y * KEPT + k] * COSINES[j][y];
        }
      }
    }
    return bits(frequencies);
  }

  private static long bits(double[] frequencies) {
    double[] sorted = frequencies.clone();
    Arrays.sort(sorted);
    double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    long hash = 0;
    for (double frequency : frequencies) {
      hash = hash << 1 | (frequency > median ? 1 : 0);
    }
    return hash;
  }

  /** The number of bits that differ, 0 to 64; about 32 for pictures that have nothing in common. */
  public static int distance(long a, long b) {
    return Long.bitCount(a ^ b);
  }
}
