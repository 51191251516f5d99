package io.github.fpga.faces;

import java.util.List;

/**
 * A body pose in the COCO-18 (OpenPose) order: nose, neck, right shoulder, elbow, wrist, left
 * shoulder, elbow, wrist, right hip, knee, ankle, left hip, knee, ankle, right eye, left eye, right
 * ear, left ear. "Right" is the person's right, on the left of a picture of somebody facing us.
 */
public record Skeleton(List<Joint> joints) {

  public static final int COUNT = 18;

  /** A joint; a score of 0 means that it is not visible and must not be drawn. */
  public record Joint(Point position, double score) {

    public boolean visible() {
      return score > 0;
    }
  }

  public Skeleton {
    joints = List.copyOf(joints);
    if (joints.size() != COUNT) {
      throw new IllegalArgumentException(
          "%d joints expected, got %d".formatted(COUNT, joints.size()));
    }
  }
}
