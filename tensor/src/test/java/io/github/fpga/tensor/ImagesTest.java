package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private static BufferedImage noise(int type, int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff000000 | random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static void assertSamePixels(BufferedImage expected, BufferedImage actual) {
    int w = expected.getWidth();
    int h = expected.getHeight();
    int[] a = expected.getRGB(0, 0, w, h, null, 0, w);
    int[] b = actual.getRGB(0, 0, w, h, null, 0, w);
    for (int i = 0; i < a.length; i++) {
      a[i] |= 0xff000000;
    }
    assertArrayEquals(a, b);
  }

  @Test
  void roundTripIsExactForEveryKindOfPicture() {
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_INT_BGR,
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_4BYTE_ABGR
        }) {
      try (Scope scope = Scope.open()) {
        BufferedImage image = noise(type, 37, 23, type);
        Tensor tensor = Images.toTensor(image);
        assertArrayEquals(new long[] {1, 3, 23, 37}, Shapes.of(tensor));
        assertSamePixels(image, Images.toImage(tensor));
        assertSamePixels(image, Images.toImage(tensor.squeeze(0)));
      }
    }
  }

  @Test
  void everyLevelComesBackAlsoInHalfPrecision() {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i, 0, i << 16 | (255 - i) << 8 | i);
    }
    try (Scope scope = Scope.open()) {
      assertSamePixels(image, Images.toImage(Images.toTensor(image)));
      assertSamePixels(image, Images.toImage(Images.toTensor(image).to(ScalarType.Half)));
    }
  }

  @Test
  void aPartOfAPictureIsThatPart() {
    BufferedImage image = noise(BufferedImage.TYPE_3BYTE_BGR, 20, 20, 1);
    BufferedImage part = image.getSubimage(3, 5, 7, 9);
    try (Scope scope = Scope.open()) {
      assertSamePixels(part, Images.toImage(Images.toTensor(part)));
    }
  }

  @Test
  void greyKeepsItsLevel() {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 128);
    try (Scope scope = Scope.open()) {
      BufferedImage back = Images.toImage(Images.toTensor(grey));
      assertEquals(0xff808080, back.getRGB(0, 0));
      assertEquals(0xff000000, back.getRGB(1, 0));
    }
  }

  @Test
  void rangeAndClampingAndRounding() {
    try (Scope scope = Scope.open()) {
      BufferedImage black = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      assertEquals(-1, Tensors.floats(Images.toTensor(black))[0]);
      black.setRGB(0, 0, 0xffffff);
      assertEquals(1, Tensors.floats(Images.toTensor(black))[0]);
      Tensor beyond = Tensors.of(new float[] {-7, 0, 7}, 1, 3, 1, 1);
      // 127.5 rounds to the even level.
      assertEquals(0xff0080ff, Images.toImage(beyond).getRGB(0, 0));
    }
  }

  @Test
  void batches() {
    List<BufferedImage> images =
        List.of(
            noise(BufferedImage.TYPE_INT_RGB, 5, 4, 1),
            noise(BufferedImage.TYPE_3BYTE_BGR, 5, 4, 2));
    try (Scope scope = Scope.open()) {
      List<BufferedImage> back = Images.toImages(Images.toTensor(images));
      assertSamePixels(images.get(0), back.get(0));
      assertSamePixels(images.get(1), back.get(1));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Images.toTensor(List.of(images.get(0), noise(BufferedImage.TYPE_INT_RGB, 4, 5, 1))));
      assertThrows(IllegalArgumentException.class, () -> Images.toTensor(List.of()));
      assertThrows(IllegalArgumentException.class, () -> Images.toImage(Images.toTensor(images)));
      assertThrows(
          IllegalArgumentException.class,
          () -> Images.toImage(Tensors.of(new float[4], 1, 4, 1, 1)));
    }
  }
}
