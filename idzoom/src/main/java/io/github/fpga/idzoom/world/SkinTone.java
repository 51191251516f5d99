package io.github.fpga.idzoom.world;

/** Six base skin tones. */
public enum SkinTone {
  PORCELAIN(0xf7d9c8, "fair skin"),
  PEACH(0xf0c09a, "light skin"),
  OLIVE(0xd8ab7a, "olive skin"),
  TAN(0xbd8658, "tan skin"),
  BROWN(0x8e5b3c, "brown skin"),
  DEEP(0x5f3d2d, "dark skin");

  private final int rgb;
  private final String words;

  SkinTone(int rgb, String words) {
    this.rgb = rgb;
    this.words = words;
  }

  /** The base colour as 0xRRGGBB. */
  public int rgb() {
    return rgb;
  }

  /** The words of captions. */
  public String words() {
    return words;
  }
}
