package io.github.fpga.evaluation.metrics;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What looks at pictures.
 *
 * @param faces finds faces and landmarks
 * @param poses finds bodies
 * @param judge tells people apart
 */
public record Instruments(FaceAnalyzer faces, PoseReader poses, FaceRecogniser judge) {

  /** Finds the bodies of people whose faces are known. */
  @FunctionalInterface
  public interface PoseReader {

    /** One skeleton per face, in the picture's pixels. */
    List<Skeleton> skeletons(BufferedImage image, List<Box> faces);
  }

  /**
   * What the judge knows somebody by.
   *
   * @param gallery pictures that show one face each, as the detector finds it
   * @return the mean of the embeddings, of length 1
   */
  public float[] person(List<BufferedImage> gallery) {
    List<FaceFeatures> judged = judge(gallery);
    double[] weights = new double[judged.size()];
    Arrays.fill(weights, 1);
    return FaceFeatures.meanGlobal(judged, weights);
  }

  /** The judge's embedding of each picture, of length 1; pictures as for {@link #person}. */
  public List<float[]> each(List<BufferedImage> pictures) {
    return judge(pictures).stream().map(FaceFeatures::global).toList();
  }

  private List<FaceFeatures> judge(List<BufferedImage> pictures) {
    List<FaceFeatures> judged = new ArrayList<>();
    for (BufferedImage picture : pictures) {
      judged.addAll(judge(picture, faces.analyze(picture)));
    }
    return judged;
  }

  /**
   * The judge's embeddings of faces that were found, aligned by their landmarks: a detector's own
   * five points are too coarse to tell people apart.
   */
  List<FaceFeatures> judge(BufferedImage image, List<Face> found) {
    return judgeAligned(image, found.stream().map(face -> face.landmarks().five()).toList());
  }

  /** The judge's embeddings of faces whose five points are known. */
  List<FaceFeatures> judgeAligned(BufferedImage image, List<List<Point>> fives) {
    return judge.embed(
        fives.stream()
            .map(five -> Alignment.align(image, five, Alignment.RECOGNITION_SIZE))
            .toList());
  }
}
