package io.github.fpga.idzoom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @Property(tries = 200)
  void isAPureFunctionOfItsSeed(@ForAll @LongRange(max = 2_000_000_000L) long seed) {
    assertEquals(Identity.of(seed), Identity.of(seed));
    assertNotEquals(Identity.of(seed).face(), Identity.of(seed + 1).face());
  }

  @Property(tries = 200)
  void siblingsShareTheLookAndDifferInTheFace(@ForAll @LongRange(max = 300_000_000L) long family) {
    Identity elder = Identity.of(5 * family + 3);
    Identity younger = Identity.of(5 * family + 4);
    assertEquals(elder.look(), younger.look());
    double d = IdentityFeatures.distance(elder.face(), younger.face());
    assertTrue(d > 0.6, "siblings too alike: " + d);
  }

  @Property(tries = 100)
  void featuresAreNamedAndInRange(@ForAll @LongRange(max = 2_000_000_000L) long seed) {
    double[] f = Identity.of(seed).features();
    assertEquals(Identity.featureNames().size(), f.length);
    for (int i = 0; i < f.length; i++) {
      assertTrue(Math.abs(f[i]) <= 1.2, Identity.featureNames().get(i) + " " + f[i]);
    }
  }

  @Property(tries = 30)
  void aDrawHoldsEnoughSiblings(
      @ForAll IdentitySplit split, @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    List<Identity> people = People.draw(split, seed, n);
    assertEquals(people, People.draw(split, seed, n));
    assertEquals(n, people.size());
    Set<Long> seeds = new HashSet<>();
    for (Identity id : people) {
      assertTrue(split.contains(id.seed()) && seeds.add(id.seed()));
    }
    long siblings = seeds.stream().filter(s -> s % 5 == 4 && seeds.contains(s - 1)).count();
    assertEquals(n / 5, siblings);
  }

  @Test
  void everyAttributeOccurs() {
    Set<HairStyle> styles = EnumSet.noneOf(HairStyle.class);
    Set<BeardStyle> beards = EnumSet.noneOf(BeardStyle.class);
    Set<Headgear> hats = EnumSet.noneOf(Headgear.class);
    for (int seed = 0; seed < 1000; seed++) {
      Look look = Identity.of(seed).look();
      styles.add(look.hairStyle());
      beards.add(look.beard());
      hats.add(look.headgear());
    }
    assertEquals(EnumSet.allOf(HairStyle.class), styles);
    assertEquals(EnumSet.allOf(BeardStyle.class), beards);
    assertEquals(EnumSet.allOf(Headgear.class), hats);
  }

  @Test
  void splitsDoNotOverlapAndAreChecked() {
    assertEquals(799_999_999L, IdentitySplit.TRAIN.check(799_999_999L));
    assertThrows(IllegalArgumentException.class, () -> IdentitySplit.TRAIN.check(800_000_000L));
    assertThrows(
        IllegalArgumentException.class, () -> IdentitySplit.DEVELOPMENT.check(900_000_000L));
    assertThrows(
        IllegalArgumentException.class, () -> IdentitySplit.EVALUATION.check(999_999_999L));
    assertThrows(IllegalArgumentException.class, () -> Identity.of(-1));
    assertThrows(IllegalArgumentException.class, () -> People.draw(IdentitySplit.TRAIN, 1, 0));
  }
}
