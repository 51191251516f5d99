package io.github.fpga.evaluation.experiment;

import java.util.EnumSet;
import java.util.Set;

/**
 * The trained weights that a suite may use.
 *
 * @param families of which there are networks; {@link Family#MAIN} among them
 * @param controlNet whether the measured family has the baseline ControlNet
 * @param fewStep whether the measured family has modes distilled to few steps
 */
public record Given(Set<Family> families, boolean controlNet, boolean fewStep) {

  /** Copies the set; throws IllegalArgumentException without the measured family. */
  public Given {
    families = Set.copyOf(families);
    if (!families.contains(Family.MAIN)) {
      throw new IllegalArgumentException("a suite measures a family, got " + families);
    }
  }

  /** Whose adapter serves the methods without masks: the measured one's where no other is given. */
  Family unmasked() {
    return families.contains(Family.UNMASKED) ? Family.UNMASKED : Family.MAIN;
  }

  /** The measured family alone, with all of its optional files or none. */
  public static Given main(boolean optional) {
    return new Given(EnumSet.of(Family.MAIN), optional, optional);
  }
}
