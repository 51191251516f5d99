package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.record.EncodedImage;
import java.awt.Dimension;
import java.awt.image.BufferedImage;

/**
 * Decodes pictures of strangers: the limits are checked before anything is decoded.
 *
 * @param maxBytes of the file
 * @param maxPixels width times height
 * @param minSide the shorter side's least length in pixels
 */
public record Decoding(int maxBytes, long maxPixels, int minSide) {

  /** 32 MiB, 40 megapixels, 64 pixels. */
  public static final Decoding DEFAULT = new Decoding(32 << 20, Pictures.MAX_PIXELS, 64);

  public Decoding {
    if (maxBytes < 1 || maxPixels < 1 || minSide < 1) {
      throw new IllegalArgumentException(
          "limits are positive, got %d bytes, %d pixels, side %d"
              .formatted(maxBytes, maxPixels, minSide));
    }
  }

  /** The picture as TYPE_INT_RGB, which the caller owns. */
  public Outcome<BufferedImage> decode(EncodedImage image) {
    if (image.size() > maxBytes) {
      return Outcome.rejected(
          Reason.TOO_MANY_BYTES, "%d bytes, at most %d", image.size(), maxBytes);
    }
    byte[] bytes = image.bytes();
    Dimension size;
    try {
      size = Pictures.size(bytes);
    } catch (IllegalArgumentException e) {
      return Outcome.rejected(Reason.NOT_A_PICTURE, "%s", e.getMessage());
    }
    if ((long) size.width * size.height > maxPixels) {
      return Outcome.rejected(
          Reason.TOO_MANY_PIXELS, "%dx%d, at most %d", size.width, size.height, maxPixels);
    }
    if (Math.min(size.width, size.height) < minSide) {
      return Outcome.rejected(
          Reason.TOO_SMALL, "%dx%d, sides at least %d", size.width, size.height, minSide);
    }
    try {
      return Outcome.kept(Pictures.decode(bytes, maxPixels));
    } catch (IllegalArgumentException e) {
      return Outcome.rejected(Reason.DAMAGED, "%s", e.getMessage());
    }
  }
}
