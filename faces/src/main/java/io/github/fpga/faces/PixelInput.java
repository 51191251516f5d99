package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * How a network wants its pictures: {@code (channel - mean) / deviation}, planes in this order.
 *
 * @param mean subtracted from a channel in [0, 255]
 * @param deviation what the difference is divided by, above 0
 */
public record PixelInput(Order order, float mean, float deviation) {

  /** The order of the planes. */
  public enum Order {
    RGB,
    BGR
  }

  /** ArcFace of insightface: RGB in [-1, 1]. */
  public static final PixelInput ARCFACE = new PixelInput(Order.RGB, 127.5f, 127.5f);

  public PixelInput {
    if (!Float.isFinite(mean) || !(deviation > 0) || !Float.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "a finite mean and a deviation above 0 expected, got %s and %s"
              .formatted(mean, deviation));
    }
  }

  /** Channels as they are, in [0, 255]. */
  public static PixelInput raw(Order order) {
    return new PixelInput(order, 0, 1);
  }

  /**
   * Pictures as a network's input.
   *
   * @param images pictures of equal size
   * @return N x 3 x H x W, row-major
   */
  public float[] blob(List<BufferedImage> images) {
    if (images.isEmpty()) {
      return new float[0];
    }
    int width = images.get(0).getWidth();
    int height = images.get(0).getHeight();
    int plane = width * height;
    float[] blob = new float[Math.multiplyExact(images.size(), 3 * plane)];
    for (int n = 0; n < images.size(); n++) {
      BufferedImage image = images.get(n);
      if (image.getWidth() != width || image.getHeight() != height) {
        throw new IllegalArgumentException(
            "pictures of equal size expected, got %dx%d and %dx%d"
                .formatted(width, height, image.getWidth(), image.getHeight()));
      }
      int[] pixels = Pictures.pixels(image);
      for (int c = 0; c < 3; c++) {
        int shift = order == Order.RGB ? 16 - 8 * c : 8 * c;
        int at = (3 * n + c) * plane;
        for (int i = 0; i < plane; i++) {
          blob[at + i] = ((pixels[i] >> shift & 255) - mean) / deviation;
        }
      }
    }
    return blob;
  }
}
