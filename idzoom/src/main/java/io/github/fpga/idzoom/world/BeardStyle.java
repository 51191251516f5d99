package io.github.fpga.idzoom.world;

/** Beards. */
public enum BeardStyle {
  NONE(""),
  STUBBLE("stubble"),
  FULL("full beard"),
  GOATEE("goatee"),
  MOUSTACHE("moustache"),
  CHIN_STRAP("chin strap");

  private final String words;

  BeardStyle(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
