package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.pipelines.diir.RestoreOptions;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** What makes pictures with one family's networks; everything a row can ask for is public. */
public interface Workshop {

  /** Changes whenever other pictures would be made of the same requests. */
  String checksum();

  /**
   * A picture from noise.
   *
   * @param references the reference files of each person, in the order of the scene's people
   */
  Work generate(SceneSpec scene, List<List<Path>> references, Method.Generated how);

  /** The faces of a picture restored to the scene's people. */
  Work restore(SceneSpec scene, List<List<Path>> references, Path picture, RestoreOptions options);

  /**
   * The face in one place given to the scene's person there; the picture as it is where no face is
   * found.
   */
  Work swap(
      SceneSpec scene, int place, List<Path> references, Path picture, RestoreOptions options);

  /** A picture through the autoencoder. */
  BufferedImage roundTrip(BufferedImage picture);
}
