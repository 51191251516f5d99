package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SsimTest {

  private static BufferedImage grey(int level) {
    int[] pixels = new int[16 * 16];
    Arrays.fill(pixels, level * 0x010101);
    return Pictures.of(16, 16, pixels);
  }

  private static BufferedImage noise(long seed, int side) {
    Random random = new Random(seed);
    return Pictures.of(side, side, random.ints((long) side * side, 0, 1 << 24).toArray());
  }

  @Test
  void ssimOfConstantsIsTheLumaTermAlone() {
    double c1 = 6.5025;
    double expected = (2 * 100.0 * 140 + c1) / (100.0 * 100 + 140.0 * 140 + c1);
    assertEquals(expected, Ssim.of(grey(100), grey(140)), 1e-9);
    assertEquals(1, Ssim.of(noise(1, 20), noise(1, 20)), 1e-12);
  }

  @Test
  void ssimEqualsTheFormulaWindowByWindow() {
    BufferedImage a = noise(1, 13);
    BufferedImage b = noise(2, 13);
    double[] x = Luma.of(a);
    double[] y = Luma.of(b);
    double sum = 0;
    for (int top = 0; top < 3; top++) {
      for (int left = 0; left < 3; left++) {
        sum += window(x, y, left, top);
      }
    }
    assertEquals(sum / 9, Ssim.of(a, b), 1e-9);
    assertTrue(Math.abs(Ssim.of(a, b)) < 0.3);
  }

  /** SSIM of one window of a 13-pixel picture, in two passes. */
  private static double window(double[] x, double[] y, int left, int top) {
    double[] w = new double[121];
    double total = 0;
    for (int i = 0; i < 121; i++) {
      int dx = i % 11 - 5;
      int dy = i / 11 - 5;
      w[i] = Math.exp(-(dx * dx + dy * dy) / 4.5);
      total += w[i];
    }
    double mx = 0;
    double my = 0;
    for (int i = 0; i < 121; i++) {
      int at = (top + i / 11) * 13 + left + i % 11;
      mx += w[i] / total * x[at];
      my += w[i] / total * y[at];
    }
    double vx = 0;
    double vy = 0;
    double cov = 0;
    for (int i = 0; i < 121; i++) {
      int at = (top + i / 11) * 13 + left + i % 11;
      vx += w[i] / total * (x[at] - mx) * (x[at] - mx);
      vy += w[i] / total * (y[at] - my) * (y[at] - my);
      cov += w[i] / total * (x[at] - mx) * (y[at] - my);
    }
    return (2 * mx * my + 6.5025)
        * (2 * cov + 58.5225)
        / ((mx * mx + my * my + 6.5025) * (vx + vy + 58.5225));
  }

  @Test
  void symmetricAndLowerTheMoreIsChanged() {
    BufferedImage a = noise(1, 24);
    BufferedImage slightly = changed(a, 8);
    BufferedImage much = changed(a, 64);
    assertEquals(Ssim.of(a, slightly), Ssim.of(slightly, a), 1e-12);
    assertTrue(Ssim.of(a, slightly) < 1);
    assertTrue(Ssim.of(a, much) < Ssim.of(a, slightly));
    assertTrue(Ssim.of(grey(0), grey(255)) > 0);
  }

  private static BufferedImage changed(BufferedImage image, int most) {
    int[] pixels = Pictures.pixels(image);
    Random random = new Random(9);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] ^= random.nextInt(most) * 0x010101;
    }
    return Pictures.of(image.getWidth(), image.getHeight(), pixels);
  }

  @Test
  void refusesPicturesThatCannotBeCompared() {
    BufferedImage small = Pictures.of(4, 4, new int[16]);
    assertThrows(IllegalArgumentException.class, () -> Ssim.of(grey(1), small));
    assertThrows(IllegalArgumentException.class, () -> Ssim.of(small, small));
  }
}
