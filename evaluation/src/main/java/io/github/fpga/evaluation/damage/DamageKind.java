package io.github.fpga.evaluation.damage;

/** Ways to spoil a face. */
public enum DamageKind {
  /** Twisted around its middle, features out of place. */
  WARP,
  /** Wiped sideways, features gone. */
  SMEAR,
  /** Out of focus. */
  BLUR,
  /** Too few pixels, enlarged again. */
  DOWNSAMPLE,
  /** Compressed too much. */
  JPEG,
  /** Covered by a grey bar over the eyes. */
  OCCLUSION
}
