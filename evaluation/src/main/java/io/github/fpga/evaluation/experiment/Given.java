package io.github.fpga.evaluation.experiment;

import java.util.EnumSet;
import java.util.Set;

/**
 * The trained weights that a suite may use.
 *
 * @param families of which there are networks; {@link Family#MAIN} among them
 * @param controlNet whether the measured family has the baseline ControlNet
 */
public record Given(Set<Family> families, boolean controlNet) {

  /** Copies the set; throws IllegalArgumentException without the measured family. */
  public Given {
    families = Set.copyOf(families);
    if (!families.contains(Family.MAIN)) {
      throw new IllegalArgumentException("a suite measures a family, got " + families);
    }
  }

  /** The measured family alone. */
  public static Given main(boolean controlNet) {
    return new Given(EnumSet.of(Family.MAIN), controlNet);
  }
}
