package io.github.fpga.faces;

/**
 * The direction a head faces, in degrees: yaw is positive towards image right, pitch positive
 * downwards, roll positive clockwise in the picture.
 */
public record HeadPose(double yaw, double pitch, double roll) {

  /**
   * The yaw from which on a face is called a profile, in degrees: the nose begins to hide the far
   * eye, five frontal template points no longer fit, and embeddings become unreliable. Our
   * definition; with the error of {@link HeadPoses}, true yaws of 35 and more may be called so.
   */
  public static final double PROFILE_YAW = 45;

  /** Whether the head is turned aside by {@value #PROFILE_YAW} degrees or more. */
  public boolean isProfile() {
    return Math.abs(yaw) >= PROFILE_YAW;
  }
}
