package io.github.fpga.idzoom.world;

/** Colours of glasses frames. */
public enum FrameColour {
  BLACK(0x1d1d22, "black"),
  BROWN(0x7a4521, "brown"),
  RED(0xb72432, "red"),
  SILVER(0xc9d0d6, "silver");

  private final int rgb;
  private final String words;

  FrameColour(int rgb, String words) {
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
