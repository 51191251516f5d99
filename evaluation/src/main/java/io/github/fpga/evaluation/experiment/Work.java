package io.github.fpga.evaluation.experiment;

import io.github.fpga.faces.Mask;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/**
 * A picture and how it came about.
 *
 * @param text entries for its PNG
 * @param mask where it may differ from the picture it was made from; null for pictures from noise
 * @param faces those that were worked on
 * @param seconds by the clock on the wall
 * @param network the part of it inside networks
 * @param step seconds per denoising step of a picture from noise; NaN for others
 */
public record Work(
    BufferedImage image,
    Map<String, String> text,
    Mask mask,
    List<WorkedFace> faces,
    double seconds,
    double network,
    double step) {

  /** Copies map and list. */
  public Work {
    text = Map.copyOf(text);
    faces = List.copyOf(faces);
  }

  /** A picture that nobody worked on. */
  static Work of(BufferedImage image) {
    return new Work(image, Map.of(), null, List.of(), 0, 0, Double.NaN);
  }

  /**
   * A face that was worked on.
   *
   * @param place of its person in the scene
   * @param kept whether the new face is in the picture
   * @param similarity of the new face to the person, by the conditioning recogniser
   * @param agreement see {@link io.github.fpga.evaluation.metrics.CropAgreement}
   */
  public record WorkedFace(int place, boolean kept, double similarity, double agreement) {}
}
