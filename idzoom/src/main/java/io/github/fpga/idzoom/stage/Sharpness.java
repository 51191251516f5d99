package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;

/**
 * How sharp a face is: the variance of the Laplacian (Pech-Pacheco 2000) of its grey levels, in
 * squared grey levels. A larger face is first shrunk to {@value #SIDE} pixels, so that a face that
 * was blown up is found blurred at any size.
 */
public final class Sharpness {

  /** The longer side that is looked at, in pixels. */
  public static final int SIDE = 112;

  private static final int MIN_SIDE = 3;

  private Sharpness() {}

  /** The sharpness of what is within a box, at least 0; outside of the picture it is mirrored. */
  public static double of(BufferedImage image, Box face) {
    int width = (int) Math.max(MIN_SIDE, Math.round(face.width()));
    int height = (int) Math.max(MIN_SIDE, Math.round(face.height()));
    if ((long) width * height > 16L * image.getWidth() * image.getHeight()) {
      throw new IllegalArgumentException(
          "%s is far larger than the picture of %dx%d"
              .formatted(face, image.getWidth(), image.getHeight()));
    }
    int x = (int) Math.round(face.x());
    int y = (int) Math.round(face.y());
    BufferedImage crop = Warps.window(image, x, y, width, height, Border.REFLECT);
    double factor = Math.min(1, (double) SIDE / Math.max(width, height));
    return variance(
        Warps.resize(
            crop,
            (int) Math.max(MIN_SIDE, Math.round(width * factor)),
            (int) Math.max(MIN_SIDE, Math.round(height * factor))));
  }

  private static double variance(BufferedImage image) {
    double[] grey = Grey.levels(image);
    int width = image.getWidth();
    int count = 0;
    double sum = 0;
    double squares = 0;
    for (int y = 1; y < image.getHeight() - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        double laplacian =
            grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width] - 4 * grey[i];
        sum += laplacian;
        squares += laplacian * laplacian;
        count++;
      }
    }
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
  }
}
