package io.github.fpga.pipelines.diir;

/** Where the five points that steer a face come from. */
public enum PointsFrom {
  /** The body that the picture was painted by, see {@link PosedFaces}. */
  POSE,
  /** The 68 landmarks. */
  LANDMARKS,
  /** The detector's own five points; the landmarks made no face. */
  DETECTION,
  /** An average face put into the box: neither made a face. */
  TEMPLATE
}
