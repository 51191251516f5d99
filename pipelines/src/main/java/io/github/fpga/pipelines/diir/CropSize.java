package io.github.fpga.pipelines.diir;

/** How large face crops are worked on. */
public enum CropSize {
  /** The family's crop side: what its control of faces was trained on. */
  NORMAL,
  /** Twice that, where the family's networks know more than one size. */
  LARGE,
  /** LARGE where the square in the picture is at least 1.5 times the family's crop side. */
  AUTO
}
