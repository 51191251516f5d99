package io.github.fpga.cli.world;

/** What {@code fpga world} writes. */
public enum WorldFormat {
  /** Single scenes with their ground truth. */
  PICTURES,
  /** A dataset to train from. */
  IDZOOM
}
