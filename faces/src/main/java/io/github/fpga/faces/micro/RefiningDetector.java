package io.github.fpga.faces.micro;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.LandmarkDetector;
import io.github.fpga.faces.Landmarks;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector whose five points come from the 68 landmarks: the detector itself looks at a face from
 * too far to place them well, and recognition needs them.
 */
public final class RefiningDetector implements FaceDetector {

  private final FaceDetector detector;
  private final LandmarkDetector landmarkDetector;

  public RefiningDetector(FaceDetector detector, LandmarkDetector landmarkDetector) {
    this.detector = detector;
    this.landmarkDetector = landmarkDetector;
  }

  @Override
  public List<Detection> detect(BufferedImage image) {
    List<Detection> found = detector.detect(image);
    List<Box> boxes = found.stream().map(Detection::box).toList();
    List<Landmarks> landmarks = landmarkDetector.landmarks(image, boxes);
    List<Detection> refined = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Detection rough = found.get(i);
      refined.add(new Detection(rough.box(), rough.score(), landmarks.get(i).five()));
    }
    return List.copyOf(refined);
  }
}
