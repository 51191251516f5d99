package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Printing colours, which Java's readers give as they are stored. */
final class PictureColours {

  private PictureColours() {}

  /**
   * The picture of four printing colours, without a colour profile.
   *
   * @param adobe see {@link PictureHeader}; Adobe's files hold 255 for no ink
   */
  static BufferedImage cmyk(Raster raster, int adobe) {
    int width = raster.getWidth();
    int[] samples = raster.getPixels(0, 0, width, raster.getHeight(), (int[]) null);
    int[] pixels = new int[samples.length / 4];
    for (int i = 0; i < pixels.length; i++) {
      int c = samples[4 * i];
      int m = samples[4 * i + 1];
      int y = samples[4 * i + 2];
      int k = samples[4 * i + 3];
      if (adobe == 2) {
        double blue = m - 128;
        double red = y - 128;
        m = 255 - clamp(c - 0.344136 * blue - 0.714136 * red);
        y = 255 - clamp(c + 1.772 * blue);
        c = 255 - clamp(c + 1.402 * red);
      }
      int flip = adobe < 0 ? 255 : 0;
      pixels[i] =
          light(c ^ flip, k ^ flip) << 16
              | light(m ^ flip, k ^ flip) << 8
              | light(y ^ flip, k ^ flip);
    }
    return Pictures.of(width, raster.getHeight(), pixels);
  }

  private static int light(int colour, int black) {
    return (colour * black + 127) / 255;
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
