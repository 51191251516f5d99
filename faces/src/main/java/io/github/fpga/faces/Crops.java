package io.github.fpga.faces;

import java.awt.image.BufferedImage;

/**
 * Faces cut out for work at a fixed size, and put back.
 *
 * <p>Squares have whole-pixel corners, so a crop in its own size is an exact copy, and putting it
 * back unchanged gives the same picture; when the sizes differ nothing is shifted, only resampled.
 */
public final class Crops {

  private Crops() {}

  /**
   * The square around a face box, mirrored at the picture's borders, resized to size x size.
   *
   * @param factor the square's side in longer sides of the box, above 0; DIIR uses 2
   */
  public static FaceCrop crop(BufferedImage image, Box face, double factor, int size) {
    if (!(factor > 0 && factor <= 16)) {
      throw new IllegalArgumentException("the crop factor must be in (0, 16], got " + factor);
    }
    Box square = face.square(factor);
    int side = (int) Math.max(1, Math.round(square.width()));
    if (side > 4L * (image.getWidth() + image.getHeight())) {
      throw new IllegalArgumentException(
          "%s is far larger than the picture of %dx%d"
              .formatted(face, image.getWidth(), image.getHeight()));
    }
    int x = (int) Math.round(face.centre().x() - side / 2.0);
    int y = (int) Math.round(face.centre().y() - side / 2.0);
    BufferedImage window = Warps.window(image, x, y, side, side, Border.REFLECT);
    return new FaceCrop(Warps.resize(window, size, size), x, y, side);
  }

  /**
   * The picture with a changed crop put back; pixels where alpha is 0 stay bit-identical.
   *
   * @param restored the changed {@link FaceCrop#image()}, any square size
   * @param alpha side x side, see {@link FaceCrop#toWindow()}
   */
  public static BufferedImage paste(
      BufferedImage image, FaceCrop crop, BufferedImage restored, Mask alpha) {
    int side = crop.side();
    if (alpha.width() != side || alpha.height() != side) {
      throw new IllegalArgumentException(
          "the mask must be %dx%d, it is %dx%d"
              .formatted(side, side, alpha.width(), alpha.height()));
    }
    int[] patch = Pictures.pixels(Warps.resize(restored, side, side));
    int width = image.getWidth();
    int[] pixels = Pictures.pixels(image);
    for (int y = Math.max(0, -crop.y()); y < Math.min(side, image.getHeight() - crop.y()); y++) {
      for (int x = Math.max(0, -crop.x()); x < Math.min(side, width - crop.x()); x++) {
        float share = alpha.at(x, y);
        if (share > 0) {
          int target = (crop.y() + y) * width + crop.x() + x;
          pixels[target] = blend(pixels[target], patch[y * side + x], share);
        }
      }
    }
    return Pictures.of(width, image.getHeight(), pixels);
  }

  private static int blend(int under, int over, float share) {
    int result = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = under >> shift & 255;
      int b = over >> shift & 255;
      result |= Math.round(a + share * (b - a)) << shift;
    }
    return result;
  }
}
