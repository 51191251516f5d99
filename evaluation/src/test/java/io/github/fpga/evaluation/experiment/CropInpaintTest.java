package io.github.fpga.evaluation.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.fpga.pipelines.diir.RestoreOptions;
import org.junit.jupiter.api.Test;

class CropInpaintTest {

  /** 16 of 20 steps: 16 x 2 rows to invert, 16 x 2 to denoise; the baseline denoises 32 x 2. */
  @Test
  void getsAsManyEvaluations() {
    RestoreOptions diir =
        RestoreOptions.DEFAULT
            .withSteps(20)
            .withStrength(0.8)
            .withRefinements(1)
            .withGuidanceScale(3)
            .withIdentityScale(3);
    assertEquals(40, CropInpaint.steps(diir, 0.8, 3));
    assertEquals(80, CropInpaint.steps(diir, 0.4, 3));
    assertEquals(64, CropInpaint.steps(diir, 1, 1));
    assertEquals(40, CropInpaint.steps(diir.withRefinements(0).withIdentityScale(4), 0.8, 3));
    RestoreOptions plain = diir.withGuidanceScale(1).withIdentityScale(1);
    assertEquals(48, CropInpaint.steps(plain, 1, 1));
  }

  @Test
  void differsFromDiirWhereItShould() {
    RestoreOptions diir = RestoreOptions.DEFAULT;
    RestoreOptions inpaint = CropInpaint.options(diir, 0.5, 3);
    assertFalse(inpaint.does().inversion());
    assertFalse(inpaint.does().softBorder());
    assertFalse(inpaint.does().colourMatch());
    assertFalse(inpaint.does().gate());
    assertEquals(diir.does().landmarkControl(), inpaint.does().landmarkControl());
    assertEquals(diir.does().replay(), inpaint.does().replay());
    assertEquals(diir.mask(), inpaint.mask());
    assertEquals(3, inpaint.guidanceScale());
    assertEquals(3, inpaint.identityScale());
  }
}
