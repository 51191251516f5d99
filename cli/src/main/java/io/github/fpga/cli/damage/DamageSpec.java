package io.github.fpga.cli.damage;

import io.github.fpga.cli.run.SourceFile;
import io.github.fpga.evaluation.damage.DamageKind;

/**
 * Faces to be spoiled.
 *
 * @param picture whose
 * @param kind how
 * @param face which one, from 1, counted from the left; 0 for all
 * @param amount in (0, 2]; 1 is what one would call broken
 */
public record DamageSpec(SourceFile picture, DamageKind kind, int face, double amount) {

  /** The task in provenance. */
  public static final String TASK = "damage";

  private static final double MOST = 2;

  /** Throws IllegalArgumentException for values out of range. */
  public DamageSpec {
    if (face < 0) {
      throw new IllegalArgumentException("faces count from 1, from the left, got " + face);
    }
    if (!(amount > 0 && amount <= MOST)) {
      throw new IllegalArgumentException("the amount must be in (0, 2], got " + amount);
    }
  }
}
