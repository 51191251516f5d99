package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;

/** Pictures without colours. */
final class Grey {

  private Grey() {}

  /** The luma of every pixel (ITU-R BT.601), 0 to 255, row by row; the caller owns it. */
  static double[] levels(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    double[] levels = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int p = pixels[i];
      levels[i] = 0.299 * (p >> 16) + 0.587 * (p >> 8 & 255) + 0.114 * (p & 255);
    }
    return levels;
  }
}
