package io.github.fpga.idzoom.world;

/** Rendering styles of a whole picture. */
public enum Style {
  SHADED(""),
  FLAT("flat"),
  INK("ink"),
  WATERCOLOUR("watercolour");

  private final String words;

  Style(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
