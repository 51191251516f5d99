package io.github.fpga.idzoom.world;

/** Clearly different hair silhouettes. */
public enum HairStyle {
  BALD("bald head"),
  BUZZ("buzz cut"),
  SHORT("short hair"),
  SIDE_PART("side part"),
  QUIFF("quiff"),
  SPIKY("spiky hair"),
  FRINGE("fringe"),
  BOB("bob"),
  LONG("long hair"),
  LONG_FRINGE("long hair and fringe"),
  BUN("bun"),
  PONYTAIL("ponytail"),
  PIGTAILS("pigtails"),
  CURLS("curls"),
  AFRO("afro"),
  MOHAWK("mohawk"),
  RECEDING("receding hair");

  private final String words;

  HairStyle(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
