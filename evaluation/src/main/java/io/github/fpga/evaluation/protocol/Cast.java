package io.github.fpga.evaluation.protocol;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import java.util.List;
import java.util.Objects;

/**
 * Who is in the pictures.
 *
 * @param split development or evaluation; people that training has seen prove nothing
 * @param seed chooses the draw, not negative
 * @param count how many people, {@value #LEAST} to {@value #MOST}
 * @param references pictures of each person that a generator gets, at least 1
 * @param gallery other pictures of each person that the judge knows them by, at least 1
 */
public record Cast(IdentitySplit split, long seed, int count, int references, int gallery) {

  private static final int LEAST = 4;
  private static final int MOST = 1000;

  /** Throws IllegalArgumentException for values out of range. */
  public Cast {
    Objects.requireNonNull(split, "split");
    if (split == IdentitySplit.TRAIN) {
      throw new IllegalArgumentException("people must not be of the split TRAIN");
    }
    Range.require("people.seed", seed, 0, Long.MAX_VALUE);
    Range.require("people.count", count, LEAST, MOST);
    Range.require("people.references", references, 1, MOST);
    Range.require("people.gallery", gallery, 1, MOST);
  }

  /** As many development people, to tune by. */
  public Cast onDevelopment() {
    return new Cast(IdentitySplit.DEVELOPMENT, seed, count, references, gallery);
  }

  /** Another draw. */
  public Cast withSeed(long newSeed) {
    return new Cast(split, newSeed, count, references, gallery);
  }

  /** The people, the same for the same cast. */
  public List<Identity> people() {
    return People.draw(split, seed, count);
  }
}
