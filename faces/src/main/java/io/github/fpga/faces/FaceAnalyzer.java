package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about the faces of a picture: detection (with {@link PaddingDetector}), landmarks,
 * head pose and embedding. All faces of a picture go through each network as one batch.
 */
public final class FaceAnalyzer {

  private final FaceDetector detector;
  private final LandmarkDetector landmarkDetector;
  private final HeadPoseEstimator headPoseEstimator;
  private final FaceRecogniser recogniser;

  /** With the head pose from the landmarks. */
  public FaceAnalyzer(
      FaceDetector detector, LandmarkDetector landmarkDetector, FaceRecogniser recogniser) {
    this(new PaddingDetector(detector), landmarkDetector, HeadPoses::of, recogniser);
  }

  /** With exactly these parts: a detector that shall try again must be wrapped by the caller. */
  public FaceAnalyzer(
      FaceDetector detector,
      LandmarkDetector landmarkDetector,
      HeadPoseEstimator headPoseEstimator,
      FaceRecogniser recogniser) {
    this.detector = detector;
    this.landmarkDetector = landmarkDetector;
    this.headPoseEstimator = headPoseEstimator;
    this.recogniser = recogniser;
  }

  /** The faces of a picture, best score first; empty where there is none. */
  public List<Face> analyze(BufferedImage image) {
    return describe(image, detector.detect(image));
  }

  /** Only where the faces are. */
  public List<Detection> detect(BufferedImage image) {
    return detector.detect(image);
  }

  /** Landmarks, head pose and embedding of faces found before. */
  public List<Face> describe(BufferedImage image, List<Detection> detections) {
    if (detections.isEmpty()) {
      return List.of();
    }
    List<Landmarks> landmarks = landmarkDetector.landmarksOf(image, detections);
    List<FaceFeatures> features = embed(image, detections);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < detections.size(); i++) {
      HeadPose headPose = headPoseEstimator.headPose(landmarks.get(i));
      faces.add(new Face(detections.get(i), landmarks.get(i), headPose, features.get(i)));
    }
    return List.copyOf(faces);
  }

  /** The embeddings of faces found before, in their order. */
  public List<FaceFeatures> embed(BufferedImage image, List<Detection> detections) {
    if (detections.isEmpty()) {
      return List.of();
    }
    return recogniser.embed(
        detections.stream()
            .map(found -> Alignment.align(image, found.five(), Alignment.RECOGNITION_SIZE))
            .toList());
  }
}
