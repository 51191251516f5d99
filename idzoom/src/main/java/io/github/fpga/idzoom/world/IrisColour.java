package io.github.fpga.idzoom.world;

/** Iris colours. */
public enum IrisColour {
  BROWN(0x6b3d1a, "brown eyes"),
  HAZEL(0x9a7a2c, "hazel eyes"),
  GREEN(0x3d9a4e, "green eyes"),
  BLUE(0x2f80dc, "blue eyes"),
  GREY(0x8d9cab, "grey eyes"),
  AMBER(0xd18616, "amber eyes");

  private final int rgb;
  private final String words;

  IrisColour(int rgb, String words) {
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
