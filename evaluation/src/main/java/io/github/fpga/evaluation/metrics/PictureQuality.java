package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/** How near a picture is to another of the same size, pixel by pixel. */
public final class PictureQuality {

  private static final double PEAK = 255;
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * PEAK * (0.01 * PEAK);
  private static final double C2 = 0.03 * PEAK * (0.03 * PEAK);

  /** The highest PSNR that is told, for equal pictures. */
  public static final double MOST_PSNR = 100;

  private PictureQuality() {}

  /**
   * Peak signal-to-noise ratio: 10 log10(255^2 / MSE) over all pixels and the channels R, G and B,
   * in dB; at most {@value #MOST_PSNR}, higher is better.
   */
  public static double psnr(BufferedImage a, BufferedImage b) {
    requireSameSize(a, b);
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
    return mse == 0 ? MOST_PSNR : Math.min(MOST_PSNR, 10 * Math.log10(PEAK * PEAK / mse));
  }

  /**
   * Structural similarity of the luma (Wang et al., IEEE TIP 13(4), 2004): an 11 x 11 Gaussian
   * window of sigma 1.5, K1 = 0.01, K2 = 0.03, the mean over all windows that lie inside; in [-1,
   * 1], 1 for equal pictures.
   *
   * @throws IllegalArgumentException where a side is below 11 pixels
   */
  public static double ssim(BufferedImage a, BufferedImage b) {
    requireSameSize(a, b);
    int width = a.getWidth();
    int height = a.getHeight();
    if (width < WINDOW || height < WINDOW) {
      throw new IllegalArgumentException(
          "SSIM needs at least %dx%d pixels, got %dx%d".formatted(WINDOW, WINDOW, width, height));
    }
    double[] x = luma(a);
    double[] y = luma(b);
    double[] meanX = blur(x, width, height);
    double[] meanY = blur(y, width, height);
    double[] xx = blur(product(x, x), width, height);
    double[] yy = blur(product(y, y), width, height);
    double[] xy = blur(product(x, y), width, height);
    double sum = 0;
    for (int i = 0; i < meanX.length; i++) {
      double mx = meanX[i];
      double my = meanY[i];
      double numerator = (2 * mx * my + C1) * (2 * (xy[i] - mx * my) + C2);
      double denominator = (mx * mx + my * my + C1) * (xx[i] - mx * mx + yy[i] - my * my + C2);
      sum += numerator / denominator;
    }
    return sum / meanX.length;
  }

  /** ITU-R BT.601 luma in [0, 255], row by row. */
  static double[] luma(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    double[] luma = new double[pixels.length];
    for (int i = 0; i < luma.length; i++) {
      luma[i] =
          0.299 * (pixels[i] >> 16 & 255)
              + 0.587 * (pixels[i] >> 8 & 255)
              + 0.114 * (pixels[i] & 255);
    }
    return luma;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  /** The Gaussian mean of every window that lies inside. */
  private static double[] blur(double[] values, int width, int height) {
    double[] kernel = kernel();
    int w = width - WINDOW + 1;
    int h = height - WINDOW + 1;
    double[] rows = new double[w * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < w; x++) {
        for (int k = 0; k < WINDOW; k++) {
          rows[y * w + x] += kernel[k] * values[y * width + x + k];
        }
      }
    }
    double[] blurred = new double[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int k = 0; k < WINDOW; k++) {
          blurred[y * w + x] += kernel[k] * rows[(y + k) * w + x];
        }
      }
    }
    return blurred;
  }

  private static double[] kernel() {
    double[] kernel = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double d = i - WINDOW / 2;
      kernel[i] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += kernel[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  static void requireSameSize(BufferedImage a, BufferedImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      throw new IllegalArgumentException(
          "pictures of one size expected, got %dx%d and %dx%d"
              .formatted(a.getWidth(), a.getHeight(), b.getWidth(), b.getHeight()));
    }
  }
}
