package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PsnrTest {

  private static BufferedImage grey(int level) {
    int[] pixels = new int[16 * 16];
    Arrays.fill(pixels, level * 0x010101);
    return Pictures.of(16, 16, pixels);
  }

  @Test
  void ofAConstantDifference() {
    assertEquals(20 * Math.log10(255 / 5.0), Psnr.of(grey(100), grey(105)), 1e-9);
    assertEquals(34.151, Psnr.of(grey(100), grey(105)), 1e-3);
    assertEquals(0, Psnr.of(grey(0), grey(255)), 1e-9);
    assertEquals(Psnr.MOST, Psnr.of(grey(7), grey(7)));
  }

  @Test
  void countsEveryChannelAndPixel() {
    int[] pixels = new int[100];
    pixels[42] = 30 << 8;
    BufferedImage black = Pictures.of(10, 10, new int[100]);
    double mse = 900 / 300.0;
    assertEquals(10 * Math.log10(65025 / mse), Psnr.of(black, Pictures.of(10, 10, pixels)), 1e-9);
  }

  @Test
  void symmetricAndUnchangedBySwappingChannels() {
    int[] p = new Random(1).ints(256, 0, 1 << 24).toArray();
    int[] q = new Random(2).ints(256, 0, 1 << 24).toArray();
    double psnr = Psnr.of(Pictures.of(16, 16, p), Pictures.of(16, 16, q));
    assertEquals(psnr, Psnr.of(Pictures.of(16, 16, q), Pictures.of(16, 16, p)), 1e-12);
    assertEquals(
        psnr, Psnr.of(Pictures.of(16, 16, turned(p)), Pictures.of(16, 16, turned(q))), 1e-12);
  }

  /** Red, green and blue in turn. */
  private static int[] turned(int[] pixels) {
    return Arrays.stream(pixels).map(p -> p >> 8 | (p & 255) << 16).toArray();
  }

  @Test
  void refusesPicturesOfTwoSizes() {
    BufferedImage small = Pictures.of(4, 4, new int[16]);
    assertThrows(IllegalArgumentException.class, () -> Psnr.of(grey(1), small));
  }
}
