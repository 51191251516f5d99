package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/**
 * How far a method leaves alone what it was not asked to change, before pasting hides it: {@code 10
 * log10(255^2 / MSE)} over the pixels of a face's square outside its mask, new against old, in dB,
 * at most {@value Psnr#MOST}. Higher is better; the autoencoder's round trip bounds it. Our
 * definition.
 */
public final class CropAgreement {

  private static final double PEAK = 255;

  private CropAgreement() {}

  /**
   * Of one square.
   *
   * @param mask exactly 0 outside
   * @return NaN where the mask leaves no pixel out
   */
  public static double of(BufferedImage before, BufferedImage after, Mask mask) {
    Luma.requireSameSize(before, after);
    int[] p = Pictures.pixels(before);
    int[] q = Pictures.pixels(after);
    double sum = 0;
    long count = 0;
    for (int i = 0; i < p.length; i++) {
      if (mask.at(i % mask.width(), i / mask.width()) == 0) {
        for (int shift = 0; shift <= 16; shift += 8) {
          double d = (p[i] >> shift & 255) - (q[i] >> shift & 255);
          sum += d * d;
          count++;
        }
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    return sum == 0 ? Psnr.MOST : Math.min(Psnr.MOST, 10 * Math.log10(PEAK * PEAK * count / sum));
  }
}
