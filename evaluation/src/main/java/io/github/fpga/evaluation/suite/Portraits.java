package io.github.fpga.evaluation.suite;

import io.github.fpga.faces.Mask;
import io.github.fpga.pipelines.diir.FaceReport;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever is evaluated: makes pictures of people and restores their faces. */
public interface Portraits {

  /**
   * How long a call took.
   *
   * @param seconds by the clock on the wall
   * @param network the part of it inside networks
   */
  record Timing(double seconds, double network) {}

  /**
   * A picture made.
   *
   * @param text entries for its PNG
   */
  record Made(BufferedImage image, Map<String, String> text, Timing timing) {}

  /**
   * A picture restored.
   *
   * @param mask where it may have changed
   * @param faces what was done to each face
   */
  record Restored(
      BufferedImage image,
      Mask mask,
      List<FaceReport> faces,
      Map<String, String> text,
      Timing timing) {}

  /**
   * A picture or face crop, and what came back from its inversion without replaying anything.
   *
   * @param roundTrip the original through the autoencoder alone
   */
  record Inverted(BufferedImage original, BufferedImage roundTrip, BufferedImage image) {}

  /** Changes whenever other pictures would be made of the same scenes. */
  String checksum();

  /**
   * Makes the picture of a scene, without restoring it.
   *
   * @param references the reference files of each person, in the order of the scene's people
   */
  Made generate(SceneSpec scene, List<List<Path>> references);

  /** Restores the faces of a picture of the scene. */
  Restored restore(SceneSpec scene, List<List<Path>> references, Path picture);

  /** A picture through the autoencoder. */
  BufferedImage roundTrip(BufferedImage picture);

  /**
   * Inverts a whole picture of the scene with restoring's default steps and strength, and comes
   * back.
   */
  Inverted invert(SceneSpec scene, Path picture);

  /** The same with the crop around the first face, as DIIR works; empty where no face is found. */
  Optional<Inverted> invertFace(SceneSpec scene, Path picture);
}
