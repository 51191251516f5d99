package io.github.fpga.faces;

/** What belongs to a face mask. */
public enum MaskKind {
  /** From the chin to the hairline. */
  FACE,
  /** With hair, ears and neck as far as 1.6 times the face box allows. */
  HEAD
}
