package io.github.fpga.evaluation.metrics;

import java.awt.image.BufferedImage;

/**
 * Structural similarity of the luma of two pictures of one size: the mean over windows of {@code (2
 * mx my + C1)(2 sxy + C2) / ((mx^2 + my^2 + C1)(sx^2 + sy^2 + C2))}, with means, variances and
 * covariance under an 11 x 11 Gaussian of sigma 1.5, C1 = (0.01 * 255)^2, C2 = (0.03 * 255)^2, over
 * all windows that lie inside. In [-1, 1], 1 for equal pictures; symmetric; higher is better.
 * Source: Wang et al., IEEE Transactions on Image Processing 13(4), 2004.
 */
public final class Ssim {

  private static final double PEAK = 255;
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * PEAK * (0.01 * PEAK);
  private static final double C2 = 0.03 * PEAK * (0.03 * PEAK);

  private Ssim() {}

  /**
   * The mean over all windows.
   *
   * @throws IllegalArgumentException where the sizes differ or a side is below 11 pixels
   */
  public static double of(BufferedImage a, BufferedImage b) {
    Luma.requireSameSize(a, b);
    int width = a.getWidth();
    int height = a.getHeight();
    if (width < WINDOW || height < WINDOW) {
      throw new IllegalArgumentException(
          "SSIM needs at least %dx%d pixels, got %dx%d".formatted(WINDOW, WINDOW, width, height));
    }
    double[] x = Luma.of(a);
    double[] y = Luma.of(b);
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
}
