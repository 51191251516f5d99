package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The OpenCV boundary. A Mat belongs to the enclosing PointerScope, or to the caller, who closes
 * it.
 */
final class Mats {

  private Mats() {}

  /** The picture as H x W x 3 bytes, RGB. */
  static Mat rgb(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    byte[] bytes = new byte[pixels.length * 3];
    for (int i = 0, j = 0; i < pixels.length; i++) {
      bytes[j++] = (byte) (pixels[i] >> 16);
      bytes[j++] = (byte) (pixels[i] >> 8);
      bytes[j++] = (byte) pixels[i];
    }
    Mat mat = new Mat(image.getHeight(), image.getWidth(), opencv_core.CV_8UC3);
    try (BytePointer data = mat.data()) {
      data.put(bytes);
    }
    return mat;
  }

  /** The picture that an RGB Mat of H x W x 3 bytes, without gaps between rows, holds. */
  static BufferedImage picture(Mat rgb) {
    int width = rgb.cols();
    int height = rgb.rows();
    byte[] bytes = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    try (BytePointer data = rgb.data()) {
      data.get(bytes);
    }
    int[] pixels = new int[width * height];
    for (int i = 0, j = 0; i < pixels.length; i++) {
      pixels[i] = (bytes[j++] & 255) << 16 | (bytes[j++] & 255) << 8 | bytes[j++] & 255;
    }
    return Pictures.of(width, height, pixels);
  }

  /** The 2 x 3 matrix of a map, in doubles. */
  static Mat matrix(Affine affine) {
    Mat mat = new Mat(2, 3, opencv_core.CV_64F);
    try (BytePointer data = mat.data();
        DoublePointer doubles = new DoublePointer(data)) {
      doubles.put(affine.toArray());
    }
    return mat;
  }
}
