package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures mapped, resized and cut out; every result is a new TYPE_INT_RGB picture. */
public final class Warps {

  private Warps() {}

  /**
   * The picture seen through a map, sampled bilinearly.
   *
   * <p>Sampling does not average: where the map shrinks by more than about 2, shrink with {@link
   * #resize} first.
   *
   * @param toTarget from the picture's pixels to the result's
   */
  public static BufferedImage warp(
      BufferedImage image, Affine toTarget, int width, int height, Border border) {
    checkSize(width, height);
    toTarget.inverse();
    try (PointerScope scope = new PointerScope()) {
      Mat target = new Mat();
      opencv_imgproc.warpAffine(
          Mats.rgb(image),
          target,
          Mats.matrix(toTarget.pixelIndexed()),
          new Size(width, height),
          opencv_imgproc.INTER_LINEAR,
          border.code(),
          new Scalar(0, 0, 0, 0));
      return Mats.picture(target);
    }
  }

  /**
   * The picture in another size: averaged over areas where it shrinks in both directions, bicubic
   * otherwise. Same size: an exact copy.
   */
  public static BufferedImage resize(BufferedImage image, int width, int height) {
    boolean shrinks = width <= image.getWidth() && height <= image.getHeight();
    return resize(
        image, width, height, shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC);
  }

  /**
   * The picture in another size, sampled bilinearly without averaging, as networks of insightface
   * saw their pictures. Same size: an exact copy.
   */
  public static BufferedImage resizeBilinear(BufferedImage image, int width, int height) {
    return resize(image, width, height, opencv_imgproc.INTER_LINEAR);
  }

  private static BufferedImage resize(BufferedImage image, int width, int height, int method) {
    checkSize(width, height);
    if (width == image.getWidth() && height == image.getHeight()) {
      return Pictures.copy(image);
    }
    try (PointerScope scope = new PointerScope()) {
      Mat target = new Mat();
      opencv_imgproc.resize(Mats.rgb(image), target, new Size(width, height), 0, 0, method);
      return Mats.picture(target);
    }
  }

  /** The pixels of a rectangle that may lie partly or wholly outside the picture, unchanged. */
  public static BufferedImage window(
      BufferedImage image, int x, int y, int width, int height, Border border) {
    checkSize(width, height);
    int[] from = Pictures.pixels(image);
    int[] to = new int[Math.multiplyExact(width, height)];
    for (int row = 0; row < height; row++) {
      int sourceY = border.source(y + row, image.getHeight());
      for (int column = 0; column < width; column++) {
        int sourceX = border.source(x + column, image.getWidth());
        if (sourceX >= 0 && sourceY >= 0) {
          to[row * width + column] = from[sourceY * image.getWidth() + sourceX];
        }
      }
    }
    return Pictures.of(width, height, to);
  }

  private static void checkSize(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture needs a positive size, got %dx%d".formatted(width, height));
    }
  }
}
