package io.github.fpga.idzoom.world;

/** The colours of clothes. */
public enum ClothColour {
  WHITE(0xf0efea, "white"),
  BLACK(0x2c2c34, "black"),
  GREY(0x8b9099, "grey"),
  RED(0xc8383a, "red"),
  ORANGE(0xe3833a, "orange"),
  YELLOW(0xe8c447, "yellow"),
  GREEN(0x3f8f58, "green"),
  TEAL(0x2f9297, "teal"),
  BLUE(0x3868bd, "blue"),
  NAVY(0x2a3760, "navy"),
  PURPLE(0x7a4d9f, "purple"),
  PINK(0xe38aae, "pink"),
  BROWN(0x83583a, "brown");

  private final int rgb;
  private final String words;

  ClothColour(int rgb, String words) {
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
