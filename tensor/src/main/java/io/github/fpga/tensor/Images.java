package io.github.fpga.tensor;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Pictures as tensors: RGB planes, fp32, -1 for black and 1 for white. Alpha is ignored. */
public final class Images {

  private Images() {}

  /** A picture as [1, 3, H, W]. */
  public static Tensor toTensor(BufferedImage image) {
    return toTensor(List.of(image));
  }

  /**
   * Pictures of one size as [B, 3, H, W].
   *
   * @throws IllegalArgumentException where there is no picture or the sizes differ
   */
  public static Tensor toTensor(List<BufferedImage> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("no pictures");
    }
    int width = images.get(0).getWidth();
    int height = images.get(0).getHeight();
    int plane = width * height;
    float[] values = new float[Math.multiplyExact(images.size(), Math.multiplyExact(3, plane))];
    for (int b = 0; b < images.size(); b++) {
      BufferedImage image = images.get(b);
      if (image.getWidth() != width || image.getHeight() != height) {
        throw new IllegalArgumentException(
            "pictures of one batch must have one size, got %dx%d and %dx%d"
                .formatted(width, height, image.getWidth(), image.getHeight()));
      }
      int[] rgb = rgb(image);
      int start = b * 3 * plane;
      for (int i = 0; i < plane; i++) {
        int pixel = rgb[i];
        values[start + i] = LEVELS[pixel >> 16 & 0xff];
        values[start + plane + i] = LEVELS[pixel >> 8 & 0xff];
        values[start + 2 * plane + i] = LEVELS[pixel & 0xff];
      }
    }
    return Tensors.of(values, images.size(), 3, height, width);
  }

  /**
   * One picture of [1, 3, H, W] or [3, H, W], any floating type. Values beyond -1 and 1 are
   * clamped, the rest is rounded to 8 bits as diffusers does, halves to the even level.
   */
  public static BufferedImage toImage(Tensor image) {
    long[] shape = Shapes.of(image);
    if (shape.length == 3) {
      shape = new long[] {1, shape[0], shape[1], shape[2]};
    }
    if (shape.length != 4 || shape[0] != 1) {
      Shapes.require("a picture", image, 1, 3, -1, -1);
    }
    return toImages(image, shape).get(0);
  }

  /** The pictures of a batch [B, 3, H, W]; see {@link #toImage}. */
  public static List<BufferedImage> toImages(Tensor images_BCHW) {
    Shapes.require("pictures", images_BCHW, -1, 3, -1, -1);
    return toImages(images_BCHW, Shapes.of(images_BCHW));
  }

  private static List<BufferedImage> toImages(Tensor images, long[] shape) {
    if (shape[1] != 3 || shape[2] < 1 || shape[3] < 1) {
      throw new IllegalArgumentException(
          "pictures need 3 channels and at least one pixel, got " + Arrays.toString(shape));
    }
    int height = (int) shape[2];
    int width = (int) shape[3];
    int plane = height * width;
    float[] values = Tensors.floats(images);
    List<BufferedImage> result = new ArrayList<>();
    int[] rgb = new int[plane];
    for (int b = 0; b < shape[0]; b++) {
      int start = b * 3 * plane;
      for (int i = 0; i < plane; i++) {
        rgb[i] =
            level(values[start + i]) << 16
                | level(values[start + plane + i]) << 8
                | level(values[start + 2 * plane + i]);
      }
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      image.getRaster().setDataElements(0, 0, width, height, rgb);
      result.add(image);
    }
    return result;
  }

  /** The value of each of the 256 levels, in the float arithmetic of upstream. */
  private static final float[] LEVELS = levels();

  private static float[] levels() {
    float[] levels = new float[256];
    for (int i = 0; i < 256; i++) {
      levels[i] = 2 * (i / 255f) - 1;
    }
    return levels;
  }

  private static int level(float value) {
    float unit = Math.min(1, Math.max(0, value / 2 + 0.5f));
    return (int) Math.rint(unit * 255);
  }

  /** The pixels row by row, 0xRRGGBB in the lower bits. */
  private static int[] rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return switch (image.getType()) {
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
          (int[]) image.getRaster().getDataElements(0, 0, width, height, null);
      case BufferedImage.TYPE_3BYTE_BGR -> packed(elements(image), 3);
      case BufferedImage.TYPE_4BYTE_ABGR -> packed(elements(image), 4);
      // Java takes grey for linear light and would brighten it; files mean the level they say.
      case BufferedImage.TYPE_BYTE_GRAY -> packed(elements(image), 1);
      default -> image.getRGB(0, 0, width, height, null, 0, width);
    };
  }

  private static byte[] elements(BufferedImage image) {
    return (byte[])
        image.getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
  }

  /** Pixels from bytes in the order red, green, blue (and alpha), or from one grey byte each. */
  private static int[] packed(byte[] bytes, int bands) {
    int[] rgb = new int[bytes.length / bands];
    int green = bands == 1 ? 0 : 1;
    int blue = bands == 1 ? 0 : 2;
    for (int i = 0, at = 0; i < rgb.length; i++, at += bands) {
      rgb[i] = (bytes[at] & 0xff) << 16 | (bytes[at + green] & 0xff) << 8 | bytes[at + blue] & 0xff;
    }
    return rgb;
  }
}
