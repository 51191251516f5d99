package io.github.fpga.pipelines.diir;

/** How large face crops are worked on. */
public enum CropSize {
  /** The family's crop side: what the landmark mode was trained on. */
  NORMAL,
  /** Twice that. */
  LARGE,
  /** LARGE where the square in the picture is at least 1.5 times the family's crop side. */
  AUTO
}
