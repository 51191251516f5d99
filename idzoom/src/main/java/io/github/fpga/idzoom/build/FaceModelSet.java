package io.github.fpga.idzoom.build;

import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.faces.micro.MicroPose;
import io.github.fpga.faces.onnx.OnnxFaces;
import io.github.fpga.idzoom.stage.Describing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which networks find and describe faces; skeletons are always found by the bundled one. */
public enum FaceModelSet {
  /** The bundled ones. */
  MICRO("fpga-micro", 0.65, 0.85, 0),

  /** YuNet and SFace of the OpenCV model zoo; its authors' threshold for one person. */
  FACES_OPEN("sface", 0.363, 0.6, 2),

  /** SCRFD, ArcFace and 106 landmarks of insightface, for non-commercial research. */
  FACES_INSIGHTFACE("arcface", 0.4, 0.6, 3);

  private static final int RECOGNISER = 1;
  private static final int DIGITS = 12;

  private final String family;
  private final double identity;
  private final double likeness;
  private final int files;

  FaceModelSet(String family, double identity, double likeness, int files) {
    this.family = family;
    this.identity = identity;
    this.likeness = likeness;
    this.files = files;
  }

  /** As users write it, which is also the name of the model set that brings the files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The usual threshold for one person, see {@link BuildSettings#identity}. */
  public double identity() {
    return identity;
  }

  /** The mean cosine of two faces of one person, for {@code stage.SamePerson}. */
  double likeness() {
    return likeness;
  }

  /**
   * Refuses other numbers of files than the set has: detector, recogniser and, for insightface,
   * landmarks.
   */
  void require(List<ModelFile> given) {
    if (given.size() != files) {
      throw new IllegalArgumentException(
          "%s has %d model files, got %d".formatted(this, files, given.size()));
    }
  }

  /** The name of the recogniser in records: only embeddings of equal names can be compared. */
  public String recogniser(List<ModelFile> given) {
    require(given);
    return files == 0 ? family : family + "-" + given.get(RECOGNISER).sha256().substring(0, DIGITS);
  }

  /**
   * Loads the networks, which serve many threads and stay for the rest of the process.
   *
   * @param files of {@link BuildSettings#modelFiles} on this machine
   * @param recogniser the name for records
   * @throws io.github.fpga.tensor.CheckpointException where a file is damaged or plays another role
   */
  public Describing open(List<Path> files, String recogniser, String style) {
    if (this == MICRO) {
      MicroFaces faces = MicroFaces.load();
      return new Describing(faces.analyzer(), faces.pose(), recogniser, style);
    }
    OnnxFaces faces =
        this == FACES_OPEN
            ? OnnxFaces.loadOpen(files.get(0), files.get(1))
            : OnnxFaces.loadInsightface(files.get(0), files.get(1), files.get(2));
    return new Describing(faces.analyzer(), MicroPose.load(faces.detector()), recogniser, style);
  }
}
