package io.github.fpga.idzoom.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws groups of people. */
public final class People {
  private static final long PURPOSE = 3;

  private People() {}

  /**
   * Distinct people of a split; of every five the last is a sibling of the fourth, so that fifty
   * people hold ten siblings of others of the draw.
   *
   * @param seed chooses the draw
   * @param count at least 1
   */
  public static List<Identity> draw(IdentitySplit split, long seed, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a draw needs at least one person, got " + count);
    }
    Rng r = new Rng(seed, PURPOSE + split.ordinal());
    Set<Long> families = new HashSet<>();
    List<Identity> people = new ArrayList<>();
    long familyCount = (split.end() - split.first()) / 5;
    while (people.size() < count) {
      long family = split.first() / 5 + (long) (r.unit() * familyCount);
      if (!families.add(family)) {
        continue;
      }
      // Families are blocks of five seeds; the fifth is the sibling of the fourth.
      int place = people.size() % 5;
      people.add(Identity.of(split.check(family * 5 + (place == 3 ? 3 : r.index(4)))));
      if (place == 3 && people.size() < count) {
        people.add(Identity.of(split.check(family * 5 + 4)));
      }
    }
    return List.copyOf(people);
  }
}
