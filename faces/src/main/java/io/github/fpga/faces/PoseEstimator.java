package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;

/** Finds bodies. Implementations may be called from several threads at once. */
@FunctionalInterface
public interface PoseEstimator {

  /** One skeleton per person, in the picture's pixels; empty where there is none. */
  List<Skeleton> skeletons(BufferedImage image);
}
