package io.github.fpga.idzoom.world;

/** The named expressions. */
public enum Mood {
  NEUTRAL(""),
  SMILING("smiling"),
  LAUGHING("laughing"),
  FROWNING("frowning"),
  SURPRISED("surprised"),
  BLINKING("eyes closed");

  private final String words;

  Mood(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
