package io.github.fpga.idzoom.world;

/** Lip colours; drawn mixed with the skin. */
public enum LipColour {
  NATURAL(0xb5655c, "natural lips"),
  ROSE(0xd8617a, "rose lips"),
  RED(0xc2202f, "red lips"),
  PLUM(0x71304f, "plum lips");

  private final int rgb;
  private final String words;

  LipColour(int rgb, String words) {
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
