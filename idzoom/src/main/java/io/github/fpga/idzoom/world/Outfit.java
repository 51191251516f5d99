package io.github.fpga.idzoom.world;

/** Clothes: the named garment with its colour, and what goes with it as 0xRRGGBB. */
public record Outfit(ClothesType type, ClothColour colour, boolean striped, int legs, int shoes) {

  private static final int[] LEGS = {0x2f3c5c, 0x3c3c44, 0x6d6252, 0x8a7a62, 0x4b5f7d, 0x4c4238};
  private static final int[] SHOES = {0x2b2629, 0x6a4028, 0xd9d6cf, 0x9c3a34, 0x34445e};

  static Outfit sample(Rng r) {
    return of(r.pick(ClothesType.values()), r.pick(ClothColour.values()), r);
  }

  static Outfit of(ClothesType type, ClothColour colour, Rng r) {
    boolean striped = r.chance(0.3) && (type == ClothesType.T_SHIRT || type == ClothesType.SWEATER);
    return new Outfit(type, colour, striped, LEGS[r.index(6)], SHOES[r.index(5)]);
  }
}
