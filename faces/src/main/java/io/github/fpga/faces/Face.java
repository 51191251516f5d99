package io.github.fpga.faces;

/** All that is known of one face of a picture. */
public record Face(
    Detection detection, Landmarks landmarks, HeadPose headPose, FaceFeatures features) {

  public Box box() {
    return detection.box();
  }

  /** See {@link HeadPose#isProfile()}: its embedding and its landmarks deserve less trust. */
  public boolean isProfile() {
    return headPose.isProfile();
  }
}
