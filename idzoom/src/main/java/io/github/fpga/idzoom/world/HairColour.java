package io.github.fpga.idzoom.world;

/** Eight base hair colours. */
public enum HairColour {
  BLACK(0x221d21, "black hair"),
  BROWN(0x4c3021, "brown hair"),
  CHESTNUT(0x7c4a29, "chestnut hair"),
  BLOND(0xdcb560, "blond hair"),
  GINGER(0xbf5420, "red hair"),
  GREY(0xabacb0, "grey hair"),
  BLUE(0x3c66bb, "blue hair"),
  PINK(0xdb6a9f, "pink hair");

  private final int rgb;
  private final String words;

  HairColour(int rgb, String words) {
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
