package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;

/** Finds faces. Implementations may be called from several threads at once. */
@FunctionalInterface
public interface FaceDetector {

  /** The faces of a picture in its pixels, best score first; empty where there is none. */
  List<Detection> detect(BufferedImage image);
}
