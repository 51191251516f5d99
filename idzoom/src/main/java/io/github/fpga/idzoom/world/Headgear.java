package io.github.fpga.idzoom.world;

/** What is worn on the head. */
public enum Headgear {
  NONE(""),
  BEANIE("beanie"),
  CAP("cap"),
  HEADBAND("headband");

  private final String words;

  Headgear(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
