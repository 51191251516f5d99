package io.github.fpga.idzoom.world;

/** Glasses. */
public enum GlassesStyle {
  NONE(""),
  ROUND("round glasses"),
  SQUARE("square glasses"),
  THICK("thick glasses"),
  HALF_RIM("half rim glasses");

  private final String words;

  GlassesStyle(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
