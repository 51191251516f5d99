package io.github.fpga.evaluation.experiment;

import io.github.fpga.pipelines.diir.DiirSteps;
import io.github.fpga.pipelines.diir.RestoreOptions;

/**
 * Crop-and-inpaint, as face detailers do it: the crop is noised to the strength and denoised, and
 * after every step the known part outside the mask is put back at that step's noise. No inversion,
 * no soft border, no colour match and no gate. Everything else is DIIR's own: faces and crops,
 * tokens, landmark control, guidance, pasting, and as many network evaluations, which it spends on
 * more steps. Our reading of the practice, as a baseline.
 */
final class CropInpaint {

  private CropInpaint() {}

  /** DIIR's options turned into the baseline's. */
  static RestoreOptions options(RestoreOptions diir, double strength) {
    DiirSteps does =
        diir.does()
            .withInversion(false)
            .withSoftBorder(false)
            .withColourMatch(false)
            .withGate(false);
    return diir.withStrength(strength)
        .withFreshNoise(1)
        .withSteps(steps(diir, strength))
        .withRefinements(0)
        .withDoes(does);
  }

  /**
   * Steps of the whole grid at which as many rows go through the network as in DIIR, which needs 1
   * + refinements per step to invert and one, or two under guidance, to denoise.
   */
  static int steps(RestoreOptions diir, double strength) {
    int guided = diir.guidanceScale() == 1 ? 1 : 2;
    double inverted = Math.round(diir.steps() * diir.strength());
    double evaluations = inverted * (1 + diir.refinements() + guided);
    return (int) Math.max(1, Math.round(evaluations / guided / Math.max(0.01, strength)));
  }
}
