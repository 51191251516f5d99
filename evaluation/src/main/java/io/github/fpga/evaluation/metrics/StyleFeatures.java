package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * What tells styles apart without looking at who is in the picture: statistics of colours and
 * gradients of a square picture. Our definition.
 */
final class StyleFeatures {

  private static final double[] QUANTILES = {0.25, 0.5, 0.75, 0.9, 0.97};
  private static final int BINS = 8;
  private static final double FLAT = 1.5;
  private static final double DARK = 48;

  /** How many numbers there are. */
  static final int COUNT = QUANTILES.length + BINS + 4;

  private StyleFeatures() {}

  /** The numbers of a picture, of any scale. */
  static double[] of(BufferedImage image) {
    double[] luma = Luma.of(image);
    double[] gradients = gradients(luma, image.getWidth());
    double[] sorted = gradients.clone();
    Arrays.sort(sorted);
    double[] features = new double[COUNT];
    int at = 0;
    for (double quantile : QUANTILES) {
      features[at++] = Math.log1p(sorted[(int) (quantile * (sorted.length - 1))]);
    }
    for (double value : luma) {
      features[at + (int) Math.min(BINS - 1, value * BINS / 256)] += 1.0 / luma.length;
    }
    at += BINS;
    double[] saturation = saturation(image);
    features[at++] = Arrays.stream(saturation).average().orElse(0);
    features[at++] = Arrays.stream(saturation).max().orElse(0);
    features[at++] = share(gradients, FLAT);
    features[at] = share(luma, DARK);
    return features;
  }

  /** Length of the gradient at every pixel but the last row and column, in levels. */
  private static double[] gradients(double[] luma, int width) {
    int height = luma.length / width;
    double[] gradients = new double[(width - 1) * (height - 1)];
    for (int y = 0; y < height - 1; y++) {
      for (int x = 0; x < width - 1; x++) {
        int i = y * width + x;
        gradients[y * (width - 1) + x] =
            Math.hypot(luma[i + 1] - luma[i], luma[i + width] - luma[i]);
      }
    }
    return gradients;
  }

  /** Largest less smallest channel, in [0, 1]. */
  private static double[] saturation(BufferedImage image) {
    return Arrays.stream(Pictures.pixels(image))
        .mapToDouble(
            p -> {
              int r = p >> 16 & 255;
              int g = p >> 8 & 255;
              int b = p & 255;
              return (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b))) / 255.0;
            })
        .toArray();
  }

  private static double share(double[] values, double below) {
    return (double) Arrays.stream(values).filter(v -> v < below).count() / values.length;
  }
}
