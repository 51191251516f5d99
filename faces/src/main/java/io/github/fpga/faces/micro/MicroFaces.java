package io.github.fpga.faces.micro;

import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Weights;

/**
 * The bundled face models. They hold their weights and can be used by many threads; load them once.
 *
 * @param detector a {@link MicroDetector} whose five points the landmarks refine
 */
public record MicroFaces(
    FaceDetector detector, MicroLandmarks landmarks, MicroRecogniser recogniser, MicroPose pose) {

  /** Loads the weights that come with this module; about 8 MB. */
  public static MicroFaces load() {
    MicroLandmarks landmarks = MicroLandmarks.load();
    FaceDetector detector = new RefiningDetector(MicroDetector.load(), landmarks);
    return new MicroFaces(detector, landmarks, MicroRecogniser.load(), MicroPose.load(detector));
  }

  /** Everything about the faces of a picture, by these models. */
  public FaceAnalyzer analyzer() {
    return new FaceAnalyzer(detector, landmarks, recogniser);
  }

  /** The weights of one bundled model: detector, landmarks, recogniser or pose. */
  static Weights bundled(String model) {
    return Weights.of(Checkpoint.open(ResourceFiles.of(MicroFaces.class, model + ".safetensors")));
  }
}
