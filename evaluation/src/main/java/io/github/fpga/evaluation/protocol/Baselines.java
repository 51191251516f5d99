package io.github.fpga.evaluation.protocol;

/**
 * What the baselines are set to, so that the method is compared with them at their best: found by
 * {@code fpga evaluate --suite SUITE --sweep} on development people, by the conditioning
 * recogniser.
 *
 * @param inpaintStrength share of the grid that crop-and-inpaint noises, in [0, 1]
 * @param inpaintGuidance scale of its guidance, by words and person at once as usual, in [0, 30]
 * @param unmaskedStrength strength of identity tokens that act everywhere, in [0, 1]
 */
public record Baselines(double inpaintStrength, double inpaintGuidance, double unmaskedStrength) {

  /** Throws IllegalArgumentException for values out of range. */
  public Baselines {
    require("inpaintStrength", inpaintStrength, 1);
    require("inpaintGuidance", inpaintGuidance, 30);
    require("unmaskedStrength", unmaskedStrength, 1);
  }

  private static void require(String name, double value, int most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "baselines.%s must be in [0, %d], got %s".formatted(name, most, value));
    }
  }
}
