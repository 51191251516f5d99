package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class CropAgreementTest {

  private static final BufferedImage BLACK = Pictures.of(2, 1, new int[2]);

  private static Mask mask(float... alpha) {
    return new Mask(2, 1, alpha);
  }

  @Test
  void looksOutsideTheMaskOnly() {
    BufferedImage left = Pictures.of(2, 1, new int[] {0xffffff, 0});
    assertEquals(Psnr.MOST, CropAgreement.of(BLACK, left, mask(0.1f, 0)));
    assertEquals(0, CropAgreement.of(BLACK, left, mask(0, 1)), 1e-9);
    assertEquals(10 * Math.log10(2), CropAgreement.of(BLACK, left, mask(0, 0)), 1e-9);
  }

  @Test
  void hasNoValueWhereTheMaskIsEverywhere() {
    assertTrue(Double.isNaN(CropAgreement.of(BLACK, BLACK, mask(1, 1))));
  }
}
