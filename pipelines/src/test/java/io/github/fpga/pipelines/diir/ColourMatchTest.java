package io.github.fpga.pipelines.diir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourMatchTest {

  private static final int SIDE = 64;
  private static final float[] NOTHING = new float[64];
  private static final Mask MASK = Masks.ellipse(new Box(20, 20, 24, 24), SIDE, SIDE, 0);

  private static BufferedImage noise(double gain, double offset) {
    Random random = new Random(1);
    int[] pixels = new int[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int level = (int) Math.round(gain * (60 + random.nextInt(100)) + offset);
      pixels[i] = level << 16 | level << 8 | level;
    }
    return Pictures.of(SIDE, SIDE, pixels);
  }

  @Test
  void gainAndOffsetOfTheRingAreUndoneInsideTheMask() {
    BufferedImage original = noise(1, 0);
    BufferedImage decoded = noise(1 / 1.2, 20);
    BufferedImage matched = ColourMatch.apply(decoded, original, MASK, NOTHING);
    int[] want = Pictures.pixels(original);
    int[] was = Pictures.pixels(decoded);
    int[] got = Pictures.pixels(matched);
    for (int i = 0; i < want.length; i++) {
      if (MASK.at(i % SIDE, i / SIDE) > 0) {
        assertEquals(want[i] & 255, got[i] & 255, 2);
      } else {
        assertEquals(was[i], got[i]);
      }
    }
  }

  /** The autoencoder smooths; that is no reason to raise the contrast of everything. */
  @Test
  void whatTheDecoderSmoothedIsNotMadeUpByContrast() {
    BufferedImage smooth = noise(1, 0);
    int[] pixels = Pictures.pixels(smooth);
    Random random = new Random(2);
    for (int i = 0; i < pixels.length; i++) {
      int level = (pixels[i] & 255) + random.nextInt(61) - 30;
      pixels[i] = level << 16 | level << 8 | level;
    }
    BufferedImage matched =
        ColourMatch.apply(smooth, Pictures.of(SIDE, SIDE, pixels), MASK, NOTHING);
    int[] want = Pictures.pixels(smooth);
    int[] got = Pictures.pixels(matched);
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i] & 255, got[i] & 255, 3);
    }
  }

  @Test
  void equalPicturesStayEqual() {
    BufferedImage picture = noise(1, 0);
    assertArrayEquals(
        Pictures.pixels(picture),
        Pictures.pixels(ColourMatch.apply(picture, picture, MASK, NOTHING)));
  }

  @Test
  void whatLiesInsideTheMaskDoesNotCount() {
    BufferedImage original = noise(1, 0);
    int[] pixels = Pictures.pixels(original);
    for (int i = 0; i < pixels.length; i++) {
      if (MASK.at(i % SIDE, i / SIDE) > 0) {
        pixels[i] = 0xff0000;
      }
    }
    BufferedImage other = Pictures.of(SIDE, SIDE, pixels);
    assertArrayEquals(pixels, Pictures.pixels(ColourMatch.apply(other, original, MASK, NOTHING)));
  }

  @Test
  void whereTheLatentsWereDenoisedDoesNotCount() {
    BufferedImage original = noise(1, 0);
    int[] pixels = Pictures.pixels(original);
    float[] free = new float[64];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      if (x >= 16 && x < 48 && y >= 16 && y < 48) {
        free[y / 8 * 8 + x / 8] = 1;
        pixels[i] = 0x00ff00;
      }
    }
    BufferedImage other = Pictures.of(SIDE, SIDE, pixels);
    assertArrayEquals(pixels, Pictures.pixels(ColourMatch.apply(other, original, MASK, free)));
  }

  @Test
  void aFlatRingOrNoneAtAllMovesNoContrast() {
    int[] flat = new int[SIDE * SIDE];
    java.util.Arrays.fill(flat, 0x404040);
    int[] brighter = new int[SIDE * SIDE];
    java.util.Arrays.fill(brighter, 0x484848);
    BufferedImage matched =
        ColourMatch.apply(
            Pictures.of(SIDE, SIDE, flat), Pictures.of(SIDE, SIDE, brighter), MASK, NOTHING);
    assertEquals(0x484848, Pictures.pixels(matched)[SIDE / 2 * SIDE + SIDE / 2]);
    Mask all = Masks.ellipse(new Box(-200, -200, 500, 500), SIDE, SIDE, 0);
    assertArrayEquals(
        flat,
        Pictures.pixels(
            ColourMatch.apply(
                Pictures.of(SIDE, SIDE, flat), Pictures.of(SIDE, SIDE, brighter), all, NOTHING)));
  }
}
