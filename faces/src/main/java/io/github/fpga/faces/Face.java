package io.github.fpga.faces;

/** All that is known of one face of a picture. */
public record Face(
    Detection detection, Landmarks landmarks, HeadPose headPose, FaceFeatures features) {

  public Box box() {
    return detection.box();
  }
}
