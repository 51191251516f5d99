package io.github.fpga.evaluation.suite;

/** The pictures of a scene, by file. */
public enum Stage {
  /** As generated. */
  BEFORE("before", "before"),
  /** Restored by DIIR. */
  AFTER("after", "after"),
  /** The right people, truly rendered in the same places: the ceiling. */
  TRUTH("truth", "ceiling"),
  /** The true render through the autoencoder: what the latents can hold. */
  ROUND_TRIP("roundtrip", "autoencoder");

  private final String file;
  private final String suffix;

  Stage(String file, String suffix) {
    this.file = file;
    this.suffix = suffix;
  }

  /** The file in the scene's folder. */
  public String fileName() {
    return file + ".png";
  }

  /** The end of the keys of its figures. */
  public String suffix() {
    return suffix;
  }
}
