package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/**
 * Peak signal-to-noise ratio of two pictures of one size: {@code 10 log10(255^2 / MSE)} in dB, with
 * the mean squared error over all pixels and the channels R, G and B. In [0, {@value #MOST}], where
 * the upper end stands for equal pictures; symmetric; higher is better. Source: common definition
 * for 8-bit pictures.
 */
public final class Psnr {

  /** The highest value that is told, for equal pictures. */
  public static final double MOST = 100;

  private static final double PEAK = 255;

  private Psnr() {}

  /**
   * In dB.
   *
   * @throws IllegalArgumentException where the sizes differ
   */
  public static double of(BufferedImage a, BufferedImage b) {
    Luma.requireSameSize(a, b);
    int[] p = Pictures.pixels(a);
    int[] q = Pictures.pixels(b);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        double d = (p[i] >> shift & 255) - (q[i] >> shift & 255);
        sum += d * d;
      }
    }
    double mse = sum / (3.0 * p.length);
    return mse == 0 ? MOST : Math.min(MOST, 10 * Math.log10(PEAK * PEAK / mse));
  }
}
