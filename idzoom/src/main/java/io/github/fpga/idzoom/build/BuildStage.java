package io.github.fpga.idzoom.build;

/** Where in a build something was rejected. */
public enum BuildStage {
  READ,
  DECODE,
  DESCRIBE,
  FILTER,
  DUPLICATES,
  SPLITS
}
