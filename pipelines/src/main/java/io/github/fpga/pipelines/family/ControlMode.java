package io.github.fpga.pipelines.family;

/** The two modes of RepControlNet that MMF trains. */
public enum ControlMode {
  /** Whole pictures, controlled by drawn skeletons. */
  SKELETON("skeleton"),
  /** Face crops, controlled by the drawn five points. */
  LANDMARK("landmark");

  private final String words;

  ControlMode(String words) {
    this.words = words;
  }

  /** The name in messages and file names. */
  public String words() {
    return words;
  }
}
