package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A mask of 4x4 pixels in the middle of 8x8: 16 pairs of neighbours across its border. */
class SeamTest {

  private static final BufferedImage MASK = picture(0, 1);
  private static final BufferedImage NOISE =
      Pictures.of(8, 8, new Random(1).ints(64, 0, 1 << 24).toArray());

  private static BufferedImage picture(int outside, int inside) {
    int[] pixels = new int[64];
    Arrays.fill(pixels, outside * 0x010101);
    for (int i = 0; i < 64; i++) {
      boolean within = i % 8 >= 2 && i % 8 < 6 && i / 8 >= 2 && i / 8 < 6;
      pixels[i] = within ? inside * 0x010101 : pixels[i];
    }
    return Pictures.of(8, 8, pixels);
  }

  @Test
  void isTheRiseOfTheJumpAcrossTheBorder() {
    Seam seam = Seam.of(picture(100, 110), picture(100, 130), MASK);
    assertEquals(16, seam.pairs());
    assertEquals(160, seam.before(), 1e-9);
    assertEquals(480, seam.after(), 1e-9);
    assertEquals(20, seam.excess(), 1e-9);
    assertEquals(3, seam.ratio(), 1e-9);
  }

  @Test
  void ofAnUntouchedPictureIsNothing() {
    assertEquals(0, Seam.of(NOISE, NOISE, MASK).excess());
    assertEquals(1, Seam.of(NOISE, NOISE, MASK).ratio());
    assertEquals(0, Seam.of(NOISE, picture(1, 2), picture(0, 0)).excess());
  }

  @Test
  void changesSignWithTheOrderAndStaysInRange() {
    BufferedImage flat = picture(80, 80);
    double rise = Seam.of(flat, NOISE, MASK).excess();
    assertTrue(rise > 0);
    assertEquals(-rise, Seam.of(NOISE, flat, MASK).excess(), 1e-12);
    assertEquals(255, Seam.of(flat, picture(0, 255), MASK).excess(), 1e-9);
  }

  @Test
  void edgesFarFromTheBorderDoNotCount() {
    BufferedImage inside = picture(100, 100);
    inside.setRGB(3, 3, 0xffffff);
    inside.setRGB(0, 0, 0xffffff);
    assertEquals(0, Seam.of(picture(100, 100), inside, MASK).excess());
  }

  @Test
  void picturesAddUpPairByPair() {
    Seam seam = Seam.of(picture(100, 110), picture(100, 130), MASK);
    assertEquals(seam, Seam.NONE.plus(seam));
    assertEquals(32, seam.plus(seam).pairs());
    assertEquals(20, seam.plus(seam).excess(), 1e-9);
    assertEquals(10, seam.plus(Seam.of(NOISE, NOISE, MASK)).excess(), 1e-9);
    assertThrows(
        IllegalArgumentException.class, () -> Seam.of(NOISE, Pictures.of(4, 4, new int[16]), MASK));
  }
}
