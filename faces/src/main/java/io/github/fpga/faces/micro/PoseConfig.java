package io.github.fpga.faces.micro;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;

/**
 * Widths of the micro pose network: channels after each halving, from 1/2 to 1/16 of the crop; the
 * last three are multiples of 8.
 */
public record PoseConfig(int[] channels) {

  /** Side of the crop in pixels. */
  public static final int SIDE = 128;

  /** Pixels of the crop per cell of the heat maps. */
  public static final int STRIDE = 4;

  /** Red, green, blue and where the face is. */
  public static final int INPUTS = 4;

  private static final double BODY = 7.5;
  private static final double BELOW = 2.2;

  public PoseConfig {
    channels = channels.clone();
    if (channels.length != 4) {
      throw new IllegalArgumentException("4 widths expected, got " + channels.length);
    }
  }

  /** The bundled network. */
  public static PoseConfig micro() {
    return new PoseConfig(new int[] {16, 32, 64, 96});
  }

  /** A toy for tests. */
  public static PoseConfig toy() {
    return new PoseConfig(new int[] {8, 8, 16, 16});
  }

  @Override
  public int[] channels() {
    return channels.clone();
  }

  /**
   * From a picture's pixels to the crop around the body that belongs to a face: the part of a
   * square of 7.5 face sizes that lies in the picture, as large as fits.
   */
  public static Affine toCrop(Box face, int width, int height) {
    double size = Math.sqrt(face.area());
    double half = BODY / 2 * size;
    double cx = face.centre().x();
    double cy = face.centre().y() + BELOW * size;
    double left = Math.max(0, Math.min(cx - half, width - 1));
    double top = Math.max(0, Math.min(cy - half, height - 1));
    double right = Math.max(left + 1, Math.min(cx + half, width));
    double bottom = Math.max(top + 1, Math.min(cy + half, height));
    double scale = SIDE / Math.max(right - left, bottom - top);
    return Affine.translation(-(left + right) / 2, -(top + bottom) / 2)
        .then(Affine.scaling(scale, scale))
        .then(Affine.translation(SIDE / 2.0, SIDE / 2.0));
  }
}
