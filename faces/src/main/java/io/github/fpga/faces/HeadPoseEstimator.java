package io.github.fpga.faces;

/** Tells where a head points, {@link HeadPoses#of(Landmarks)} for one. */
@FunctionalInterface
public interface HeadPoseEstimator {

  HeadPose headPose(Landmarks landmarks);
}
