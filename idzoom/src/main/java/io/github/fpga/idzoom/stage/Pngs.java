package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.record.EncodedImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** PNG files in memory. */
public final class Pngs {

  private Pngs() {}

  /** A picture, losslessly. */
  public static EncodedImage encode(BufferedImage image, String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return new EncodedImage(bytes.toByteArray(), path);
  }

  /**
   * A mask of one byte per pixel.
   *
   * @param levels height x width, row by row, 0 outside to 255 inside
   */
  public static EncodedImage mask(int width, int height, byte[] levels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    if (data.length != levels.length) {
      throw new IllegalArgumentException(
          "%d levels cannot make a mask of %dx%d".formatted(levels.length, width, height));
    }
    System.arraycopy(levels, 0, data, 0, data.length);
    return encode(image, "");
  }

  /** A picture whose three channels are equal, as a mask; the blue one counts. */
  static EncodedImage mask(BufferedImage grey) {
    int[] pixels = Pictures.pixels(grey);
    byte[] levels = new byte[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) pixels[i];
    }
    return mask(grey.getWidth(), grey.getHeight(), levels);
  }
}
