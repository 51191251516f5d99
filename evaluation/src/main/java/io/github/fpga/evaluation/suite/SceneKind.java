package io.github.fpga.evaluation.suite;

import io.github.fpga.idzoom.world.Shot;

/** The kinds of scenes; face sizes are the longer side of the region in a 256-pixel picture. */
public enum SceneKind {
  /** One person, a face of 80 to 170 pixels. */
  CLOSE_UP("closeup", Shot.CLOSE_UP, 80, 170, true),
  /** Two to four people from head to feet, faces of 20 to 40 pixels. */
  GROUP("group", Shot.FULL, 20, 40, true),
  /** True renders of one person's close-up, the judge's own ceiling. */
  WORLD_CLOSE_UP("world/closeup", Shot.CLOSE_UP, 80, 170, false),
  /** True renders of one person from head to feet, a face of 36 to 40 pixels. */
  WORLD_SMALL("world/small", Shot.FULL, 36, 40, false),
  /** One person from head to feet, a face of 20 to 40 pixels. */
  FULL_BODY("full", Shot.FULL, 20, 40, true);

  private final String folder;
  private final Shot shot;
  private final double least;
  private final double most;
  private final boolean generated;

  SceneKind(String folder, Shot shot, double least, double most, boolean generated) {
    this.folder = folder;
    this.shot = shot;
    this.least = least;
    this.most = most;
    this.generated = generated;
  }

  /** The folder of its pictures, below the evaluation's. */
  public String folder() {
    return folder;
  }

  /** Whether pictures are generated for it; otherwise there are only true renders. */
  public boolean generated() {
    return generated;
  }

  Shot shot() {
    return shot;
  }

  boolean fits(double longerSide) {
    return longerSide >= least && longerSide <= most;
  }
}
