package io.github.fpga.pipelines.family;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import java.awt.image.BufferedImage;

/**
 * What finds faces and says whose they are in a family. Safe for many threads until closed.
 *
 * <p>Everybody's faces are compared by the analyzer's recogniser alone; what an identity adapter
 * reads of a reference picture besides may be another network's.
 */
public interface FamilyFaces extends AutoCloseable {

  /** Detection, landmarks and the conditioning recogniser. */
  FaceAnalyzer analyzer();

  /** What the family's identity adapter reads of one face of a reference picture. */
  FaceFeatures reference(BufferedImage image, Detection face);

  /** Of what networks references are: saved persons are bound to it. */
  String recogniser();

  @Override
  void close();
}
