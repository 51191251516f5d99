package io.github.fpga.pipelines.diir;

/** What became of a face. */
public enum Decision {
  /** It was made anew. */
  RESTORED,
  /** The new face was not more like the person, so the old one stayed. */
  KEPT,
  /** Nobody asked for it; bit-identical. */
  UNCLAIMED,
  /** Strength 0; bit-identical. */
  UNCHANGED
}
