package io.github.fpga.faces.onnx;

import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.faces.FivePointLandmarks;
import io.github.fpga.faces.LandmarkDetector;
import io.github.fpga.tensor.CheckpointException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The public face models of one family, loaded from files. They can be used by many threads; load
 * them once, and close them when nobody uses them or what they gave any more.
 */
public final class OnnxFaces implements AutoCloseable {

  private final List<AutoCloseable> networks;
  private final FaceDetector detector;
  private final LandmarkDetector landmarks;
  private final FaceRecogniser recogniser;

  private OnnxFaces(
      Loading loading,
      FaceDetector detector,
      LandmarkDetector landmarks,
      FaceRecogniser recogniser) {
    networks = List.copyOf(loading.networks);
    this.detector = detector;
    this.landmarks = landmarks;
    this.recogniser = recogniser;
  }

  /**
   * The model set {@code faces-open}: YuNet and SFace of the OpenCV model zoo. It has no landmark
   * network; {@link FivePointLandmarks} stand in.
   *
   * @throws io.github.fpga.tensor.CheckpointException where a file is damaged or plays another role
   */
  public static OnnxFaces loadOpen(Path yuNet, Path sFace) {
    return load(
        loading ->
            new OnnxFaces(
                loading,
                loading.add(YuNet.open(yuNet)),
                new FivePointLandmarks(),
                loading.add(OnnxRecogniser.sFace(sFace))));
  }

  /** The model set {@code faces-insightface} without a landmark network, see the other method. */
  public static OnnxFaces loadInsightface(Path scrfd, Path arcFace) {
    return load(
        loading ->
            new OnnxFaces(
                loading,
                loading.add(Scrfd.open(scrfd)),
                new FivePointLandmarks(),
                loading.add(OnnxRecogniser.arcFace(arcFace))));
  }

  /**
   * The model set {@code faces-insightface}: SCRFD, ArcFace and the 106 points of {@code
   * 2d106det.onnx}; for non-commercial research.
   *
   * @throws io.github.fpga.tensor.CheckpointException where a file is damaged or plays another role
   */
  public static OnnxFaces loadInsightface(Path scrfd, Path arcFace, Path landmarks106) {
    return load(
        loading ->
            new OnnxFaces(
                loading,
                loading.add(Scrfd.open(scrfd)),
                loading.add(OnnxLandmarks.insightface106(landmarks106)),
                loading.add(OnnxRecogniser.arcFace(arcFace))));
  }

  /**
   * Files of either set, each told by what is in it: YuNet or SCRFD, SFace or ArcFace.
   *
   * @param landmarks106 null for {@link FivePointLandmarks}
   * @throws CheckpointException where a file is damaged or plays another role
   */
  public static OnnxFaces open(Path detector, Path recogniser, Path landmarks106) {
    return load(
        loading ->
            new OnnxFaces(
                loading,
                detector(loading, detector),
                landmarks106 == null
                    ? new FivePointLandmarks()
                    : loading.add(OnnxLandmarks.insightface106(landmarks106)),
                loading.add(OnnxRecogniser.open(recogniser))));
  }

  private static FaceDetector detector(Loading loading, Path file) {
    try {
      return loading.add(YuNet.open(file));
    } catch (CheckpointException noYuNet) {
      try {
        return loading.add(Scrfd.open(file));
      } catch (CheckpointException noScrfd) {
        noYuNet.addSuppressed(noScrfd);
        throw noYuNet;
      }
    }
  }

  /** Frees what is loaded already where a later file cannot be. */
  private static OnnxFaces load(Function<Loading, OnnxFaces> files) {
    Loading loading = new Loading(new ArrayList<>());
    try {
      return files.apply(loading);
    } catch (RuntimeException | Error e) {
      close(loading.networks);
      throw e;
    }
  }

  private record Loading(List<AutoCloseable> networks) {

    <T extends AutoCloseable> T add(T network) {
      networks.add(network);
      return network;
    }
  }

  public FaceDetector detector() {
    return detector;
  }

  public LandmarkDetector landmarks() {
    return landmarks;
  }

  public FaceRecogniser recogniser() {
    return recogniser;
  }

  /** Everything about the faces of a picture, by these models. */
  public FaceAnalyzer analyzer() {
    return new FaceAnalyzer(detector, landmarks, recogniser);
  }

  @Override
  public void close() {
    close(networks);
  }

  private static void close(List<AutoCloseable> networks) {
    for (AutoCloseable network : networks) {
      try {
        network.close();
      } catch (Exception e) {
        throw new IllegalStateException("a network could not be freed: " + e.getMessage(), e);
      }
    }
  }
}
