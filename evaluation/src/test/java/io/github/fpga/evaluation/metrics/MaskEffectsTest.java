package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A mask of 4x4 pixels in the middle of 8x8. */
class MaskEffectsTest {

  private static BufferedImage picture(int outside, int inside) {
    int[] pixels = new int[64];
    Arrays.fill(pixels, outside * 0x010101);
    for (int i = 0; i < 64; i++) {
      boolean within = i % 8 >= 2 && i % 8 < 6 && i / 8 >= 2 && i / 8 < 6;
      pixels[i] = within ? inside * 0x010101 : pixels[i];
    }
    return Pictures.of(8, 8, pixels);
  }

  private static final BufferedImage MASK = picture(0, 1);

  @Test
  void onlyPixelsOutsideCount() {
    assertEquals(0, MaskEffects.outsideMaxDiff(picture(100, 0), picture(100, 255), MASK));
    BufferedImage changed = picture(100, 0);
    changed.setRGB(7, 7, 0x646461);
    changed.setRGB(0, 0, 0x706464);
    assertEquals(12, MaskEffects.outsideMaxDiff(picture(100, 0), changed, MASK));
  }

  @Test
  void coverageIsTheShareThatMayChange() {
    assertEquals(0.25, MaskEffects.coverage(MASK));
  }
}
