package io.github.fpga.idzoom.world;

/** How much of the people is seen; face heights are for a picture of 256 pixels. */
public enum Shot {
  /** Faces of 90 to 150 pixels. */
  CLOSE_UP("close up portrait"),
  /** Faces of 45 to 80 pixels. */
  HALF("portrait"),
  /** The whole body, faces of 18 to 40 pixels. */
  FULL("full body picture");

  private final String words;

  Shot(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
