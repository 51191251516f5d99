package io.github.fpga.idzoom.world;

/** Eye forms: how the lids curve. */
public enum EyeShape {
  ALMOND,
  ROUND,
  HOODED
}
