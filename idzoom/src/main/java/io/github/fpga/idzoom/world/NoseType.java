package io.github.fpga.idzoom.world;

/** Nose forms. */
public enum NoseType {
  BUTTON,
  LONG,
  HOOKED,
  BROAD,
  POINTED
}
