package io.github.fpga.pipelines.people;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceFeatures;
import java.awt.image.BufferedImage;

/** Reads what identifies a person from a face of a picture. */
@FunctionalInterface
public interface ReferenceReader {

  /** The features of one face, found in the picture before. */
  FaceFeatures read(BufferedImage image, Detection face);
}
