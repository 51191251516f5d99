package io.github.fpga.evaluation.damage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DamageTest {

  private static final int SIDE = 64;
  private static final Box FACE = new Box(20, 24, 20, 20);

  private static BufferedImage picture() {
    int[] pixels = new int[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * 0x9e3779b9 >>> 8) & 0xffffff;
    }
    return Pictures.of(SIDE, SIDE, pixels);
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheFaceChanges(DamageKind kind) {
    int[] before = Pictures.pixels(picture());
    int[] after = Pictures.pixels(Damage.apply(picture(), FACE, kind, 1));
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i]) {
        changed++;
        double distance = Math.hypot(i % SIDE + 0.5 - 30, i / SIDE + 0.5 - 34);
        assertTrue(distance <= 0.62 * 20, "changed at distance " + distance);
      }
    }
    assertTrue(changed > 100, changed + " pixels changed");
  }

  @ParameterizedTest
  @EnumSource
  void theAmountMatters(DamageKind kind) {
    int little = difference(Damage.apply(picture(), FACE, kind, 0.1));
    int much = difference(Damage.apply(picture(), FACE, kind, 1));

    assertNotEquals(0, little);
    assertTrue(much > little, much + " after " + little);
    assertEquals(much, difference(Damage.apply(picture(), FACE, kind, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void facesAtTheBorder(DamageKind kind) {
    assertNotEquals(0, difference(Damage.apply(picture(), new Box(-8, -8, 20, 20), kind, 2)));
  }

  private static int difference(BufferedImage image) {
    int[] a = Pictures.pixels(picture());
    int[] b = Pictures.pixels(image);
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum +=
          Math.abs((a[i] >> 16) - (b[i] >> 16)) + Math.abs((a[i] >> 8 & 255) - (b[i] >> 8 & 255));
    }
    return sum;
  }
}
