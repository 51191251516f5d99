package io.github.fpga.cli.damage;

/** Ways to spoil a face. */
public enum DamageKind {
  /** Twisted around its middle, features out of place. */
  WARP,
  /** Wiped sideways, features gone. */
  SMEAR
}
