package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Assignment;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.PoseEstimator;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Finds out everything about a picture that a record says, but who the people are. As fast and as
 * safe for threads as its models.
 *
 * @param recogniser the name of the analyzer's recogniser, for {@link Embedding}
 * @param style of all pictures, such as {@code photo}
 */
public record Describing(
    FaceAnalyzer analyzer, PoseEstimator poses, String recogniser, String style) {

  /** Nose and eyes. */
  private static final int[] HEAD = {0, 14, 15};

  /** How far a head's joints may lie from the centre of its face, in diagonals of the box. */
  private static final double REACH = 0.5;

  /**
   * The record of a picture, for the moment in {@link Split#TRAIN}; without a caption of its own it
   * gets {@link TemplateCaption}'s.
   *
   * @param image the decoded picture
   */
  public PictureRecord describe(SourcePicture source, BufferedImage image) {
    List<FaceRecord> faces =
        analyzer.analyze(image).stream().map(face -> face(face, image)).toList();
    PictureRecord record =
        new PictureRecord(
            source.id(),
            source.image(),
            image.getWidth(),
            image.getHeight(),
            source.caption(),
            source.provenance(),
            OptionalLong.of(PerceptualHash.of(image)),
            Split.TRAIN,
            Zoom.FULL,
            style,
            people(poses.skeletons(image), faces),
            faces);
    return source.caption().isBlank() ? record.withCaption(TemplateCaption.of(record)) : record;
  }

  private FaceRecord face(Face face, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Mask mask = Masks.face(face.landmarks(), face.box(), MaskKind.FACE, width, height, 0);
    byte[] levels = new byte[width * height];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(255 * mask.at(i % width, i / width));
    }
    return new FaceRecord(
        face.detection(),
        Optional.of(face.landmarks()),
        Optional.of(face.headPose()),
        Optional.of(Pngs.mask(width, height, levels)),
        OptionalDouble.of(Sharpness.of(image, face.box())),
        Optional.of(Embedding.of(recogniser, face.features())),
        OptionalLong.empty());
  }

  private static List<PersonRecord> people(List<Skeleton> skeletons, List<FaceRecord> faces) {
    double[][] cost = new double[skeletons.size()][faces.size()];
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < faces.size(); j++) {
        cost[i][j] = distance(skeletons.get(i), faces.get(j).detection().box());
      }
    }
    int[] assigned = Assignment.solve(cost, REACH);
    List<PersonRecord> people = new ArrayList<>();
    for (int i = 0; i < cost.length; i++) {
      OptionalInt face = assigned[i] < 0 ? OptionalInt.empty() : OptionalInt.of(assigned[i]);
      people.add(new PersonRecord(skeletons.get(i), score(skeletons.get(i)), face));
    }
    return people;
  }

  /** From a head's visible joints to the middle of a face, in diagonals; infinite without any. */
  private static double distance(Skeleton skeleton, Box face) {
    Point sum = new Point(0, 0);
    int count = 0;
    for (int index : HEAD) {
      Skeleton.Joint joint = skeleton.joints().get(index);
      if (joint.visible()) {
        sum = sum.plus(joint.position());
        count++;
      }
    }
    return count == 0
        ? Double.POSITIVE_INFINITY
        : sum.times(1.0 / count).distance(face.centre()) / Math.hypot(face.width(), face.height());
  }

  /** The mean of the visible joints. */
  private static double score(Skeleton skeleton) {
    return skeleton.joints().stream()
        .filter(Skeleton.Joint::visible)
        .mapToDouble(Skeleton.Joint::score)
        .average()
        .orElse(0);
  }
}
