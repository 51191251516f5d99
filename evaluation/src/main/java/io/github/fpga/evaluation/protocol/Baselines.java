package io.github.fpga.evaluation.protocol;

/**
 * What the baselines are set to, so that the method is compared with them at their best: found by
 * {@code fpga evaluate --suite SUITE --sweep} on development people, by the conditioning
 * recogniser.
 *
 * @param inpaintStrength share of the grid that crop-and-inpaint noises, in [0, 1]
 * @param unmaskedStrength strength of identity tokens that act everywhere, in [0, 1]
 */
public record Baselines(double inpaintStrength, double unmaskedStrength) {

  /** Throws IllegalArgumentException for values out of range. */
  public Baselines {
    requireShare("inpaintStrength", inpaintStrength);
    requireShare("unmaskedStrength", unmaskedStrength);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "baselines.%s must be in [0, 1], got %s".formatted(name, value));
    }
  }
}
