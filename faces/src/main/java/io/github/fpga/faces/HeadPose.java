package io.github.fpga.faces;

/**
 * The direction a head faces, in degrees: yaw is positive towards image right, pitch positive
 * downwards, roll positive clockwise in the picture.
 */
public record HeadPose(double yaw, double pitch, double roll) {}
