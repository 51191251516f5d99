package io.github.fpga.evaluation.experiment;

import io.github.fpga.diffusion.ComposedGuidance;
import io.github.fpga.evaluation.protocol.Baselines;
import io.github.fpga.pipelines.diir.DiirSteps;
import io.github.fpga.pipelines.diir.RestoreOptions;

/**
 * Crop-and-inpaint, as face detailers do it: the crop is noised to the strength and denoised, and
 * after every step the known part outside the mask is put back at that step's noise. No inversion,
 * no soft border, no colour match and no gate; guidance is by words and person at once. Everything
 * else is DIIR's own: faces and crops, tokens, landmark control, pasting, and as many network
 * evaluations, which it spends on more steps. Our reading of the practice, as a baseline.
 */
final class CropInpaint {

  private CropInpaint() {}

  /** DIIR's options turned into the baseline's. */
  static RestoreOptions options(RestoreOptions diir, Baselines baselines) {
    return options(diir, baselines.inpaintStrength(), baselines.inpaintGuidance());
  }

  /** The same with another strength than the best. */
  static RestoreOptions options(RestoreOptions diir, double strength, double guidance) {
    DiirSteps does =
        diir.does()
            .withInversion(false)
            .withSoftBorder(false)
            .withColourMatch(false)
            .withGate(false);
    return diir.withStrength(strength)
        .withGuidanceScale(guidance)
        .withIdentityScale(guidance)
        .withFreshNoise(1)
        .withSteps(steps(diir, strength, guidance))
        .withRefinements(0)
        .withDoes(does);
  }

  /**
   * Steps of the whole grid at which as many rows go through the network as in DIIR, which needs 1
   * + refinements per step to invert, and those of its guidance to denoise.
   */
  static int steps(RestoreOptions diir, double strength, double guidance) {
    int guided = new ComposedGuidance(guidance, guidance).evaluations();
    double inverted = Math.round(diir.steps() * diir.strength());
    double evaluations = inverted * (1 + diir.refinements() + diir.guidance().evaluations());
    return (int) Math.max(1, Math.round(evaluations / guided / Math.max(0.01, strength)));
  }
}
