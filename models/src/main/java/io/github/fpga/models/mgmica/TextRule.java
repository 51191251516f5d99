package io.github.fpga.models.mgmica;

/** What a person's own prompt does to the picture's prompt inside that person's region. */
public enum TextRule {

  /** Adds to it, as an identity does. */
  ADD,

  /**
   * Takes its place in proportion to the factor: (1 - sum_i c_i) * common + sum_i c_i * personal.
   * Keeps the magnitude that the network was trained with.
   */
  BLEND
}
