package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;

/** Finds the 68 landmarks of faces. Implementations may be called from several threads at once. */
@FunctionalInterface
public interface LandmarkDetector {

  /** The landmarks of each boxed face in the picture's pixels, in the order of the boxes. */
  List<Landmarks> landmarks(BufferedImage image, List<Box> faces);

  /**
   * The landmarks of faces found before, in their order: from their boxes alone, unless an
   * implementation makes use of the detector's five points.
   */
  default List<Landmarks> landmarksOf(BufferedImage image, List<Detection> found) {
    return landmarks(image, found.stream().map(Detection::box).toList());
  }

  default Landmarks landmarks(BufferedImage image, Box face) {
    return landmarks(image, List.of(face)).get(0);
  }
}
