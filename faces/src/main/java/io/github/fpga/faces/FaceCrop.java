package io.github.fpga.faces;

import java.awt.image.BufferedImage;

/**
 * A square cut out of a picture and resized.
 *
 * @param image the square in the working size
 * @param x the left edge of the square in the picture, whole pixels, may be negative
 * @param y its upper edge
 * @param side its side in pixels of the picture
 */
public record FaceCrop(BufferedImage image, int x, int y, int side) {

  /** From the picture's pixels to those of {@link #image()}. */
  public Affine toCrop() {
    double scale = (double) image.getWidth() / side;
    return toWindow().then(Affine.scaling(scale, scale));
  }

  /**
   * From the picture's pixels to the square before resizing, side x side: masks for {@link
   * Crops#paste} are drawn there.
   */
  public Affine toWindow() {
    return Affine.translation(-x, -y);
  }
}
