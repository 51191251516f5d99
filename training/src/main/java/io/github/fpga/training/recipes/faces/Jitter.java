package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import java.util.random.RandomGenerator;

/** Alignments as detectors give them: a little off. */
public final class Jitter {

  /** Side of an aligned face. */
  public static final int SIDE = Alignment.RECOGNITION_SIZE;

  private Jitter() {}

  /** From a picture of {@link FaceCrops} to an aligned face whose five points were noisy. */
  public static Affine aligned(RandomGenerator random) {
    double off = 0.4 + 0.6 * random.nextDouble();
    double centre = FaceCrops.SIDE / 2.0;
    double degrees = 3 * off * random.nextGaussian();
    double scale = Math.exp(0.04 * off * random.nextGaussian());
    double dx = clamp(2 * off * random.nextGaussian());
    double dy = clamp(2 * off * random.nextGaussian());
    return Affine.translation(-centre, -centre)
        .then(Affine.rotation(degrees))
        .then(Affine.scaling(scale, scale))
        .then(Affine.translation(SIDE / 2.0 + dx, SIDE / 2.0 + dy));
  }

  private static double clamp(double pixels) {
    return Math.max(-FaceCrops.MARGIN, Math.min(FaceCrops.MARGIN, pixels));
  }
}
