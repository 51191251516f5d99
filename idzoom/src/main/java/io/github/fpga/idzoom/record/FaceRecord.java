package io.github.fpga.idzoom.record;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A face of a picture; what was not measured is empty.
 *
 * @param detection box, score and five points, in pixels of the picture
 * @param landmarks 68 points in pixels of the picture
 * @param headPose degrees
 * @param mask a grey picture of the whole picture's size, 0 outside of the face to 255 inside
 * @param sharpness at least 0, see {@code stage.Sharpness}
 * @param cluster the number of the person, not negative; equal within a dataset for equal people
 */
public record FaceRecord(
    Detection detection,
    Optional<Landmarks> landmarks,
    Optional<HeadPose> headPose,
    Optional<EncodedImage> mask,
    OptionalDouble sharpness,
    Optional<Embedding> embedding,
    OptionalLong cluster) {

  public FaceRecord {
    detection.five().forEach(FaceRecord::finite);
    landmarks.ifPresent(all -> all.points().forEach(FaceRecord::finite));
    headPose.ifPresent(p -> Checks.finite("a head pose", p.yaw(), p.pitch(), p.roll()));
    if (sharpness.isPresent()
        && !(sharpness.getAsDouble() >= 0 && Double.isFinite(sharpness.getAsDouble()))) {
      throw new IllegalArgumentException(
          "a sharpness is finite and not negative, got " + sharpness.getAsDouble());
    }
    if (cluster.isPresent() && cluster.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "an identity cluster is not negative, got " + cluster.getAsLong());
    }
  }

  /** A face of which no more than its place is known. */
  public static FaceRecord of(Detection detection) {
    return new FaceRecord(
        detection,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  /** The square root of the box's area, in pixels. */
  public double pixelSize() {
    return Math.sqrt(detection.box().area());
  }

  public FaceRecord withSharpness(double value) {
    return new FaceRecord(
        detection, landmarks, headPose, mask, OptionalDouble.of(value), embedding, cluster);
  }

  public FaceRecord withEmbedding(Embedding value) {
    return new FaceRecord(
        detection, landmarks, headPose, mask, sharpness, Optional.of(value), cluster);
  }

  public FaceRecord withCluster(long value) {
    return new FaceRecord(
        detection, landmarks, headPose, mask, sharpness, embedding, OptionalLong.of(value));
  }

  private static void finite(Point p) {
    Checks.finite("a landmark", p.x(), p.y());
  }
}
