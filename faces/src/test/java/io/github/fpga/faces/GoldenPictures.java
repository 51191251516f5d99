package io.github.fpga.faces;

import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Tensors of the goldens as pictures and points, and back. */
public final class GoldenPictures {

  private GoldenPictures() {}

  /** H x W x 3 bytes as a picture. */
  public static BufferedImage picture(Tensor hwc) {
    float[] values = Tensors.floats(hwc);
    int[] pixels = new int[values.length / 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          (int) values[3 * i] << 16 | (int) values[3 * i + 1] << 8 | (int) values[3 * i + 2];
    }
    return Pictures.of((int) hwc.size(1), (int) hwc.size(0), pixels);
  }

  /** The channels of a picture, H x W x 3, row-major. */
  public static float[] channels(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    float[] values = new float[3 * pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i / 3] >> 16 - 8 * (i % 3) & 255;
    }
    return values;
  }

  public static Tensor tensor(BufferedImage image) {
    return Tensors.of(channels(image), image.getHeight(), image.getWidth(), 3);
  }

  /** N x 2 as points. */
  public static List<Point> points(Tensor xy) {
    float[] values = Tensors.floats(xy);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i += 2) {
      points.add(new Point(values[i], values[i + 1]));
    }
    return points;
  }
}
