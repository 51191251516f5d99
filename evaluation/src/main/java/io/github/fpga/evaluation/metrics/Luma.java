package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/** Brightness of pictures, and whether two of them can be compared. */
final class Luma {

  private Luma() {}

  /** ITU-R BT.601 luma, 0.299 R + 0.587 G + 0.114 B, in [0, 255], row by row. */
  static double[] of(BufferedImage image) {
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

  static void requireSameSize(BufferedImage a, BufferedImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      throw new IllegalArgumentException(
          "pictures of one size expected, got %dx%d and %dx%d"
              .formatted(a.getWidth(), a.getHeight(), b.getWidth(), b.getHeight()));
    }
  }
}
