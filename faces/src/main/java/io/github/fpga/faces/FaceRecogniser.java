package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;

/** Tells people apart. Implementations may be called from several threads at once. */
@FunctionalInterface
public interface FaceRecogniser {

  /**
   * The features of faces aligned to the ArcFace template ({@link Alignment#align}), one per face,
   * in their order.
   *
   * @param aligned pictures of {@value Alignment#RECOGNITION_SIZE} x {@value
   *     Alignment#RECOGNITION_SIZE}
   */
  List<FaceFeatures> embed(List<BufferedImage> aligned);
}
