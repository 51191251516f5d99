package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The 68 landmarks of an average head, laid onto the five points of a detection: for model families
 * without a landmark network. Masks and head poses work with them; brows, lips and jaw are not
 * those of the person. Our definition.
 *
 * <p>The head is seen by the distant camera that fits the five points best, so it turns with the
 * face; what then still misses the five points is shifted onto them, each feature with its own.
 */
public final class FivePointLandmarks implements LandmarkDetector {

  /** From boxes alone: a head seen straight from the front. */
  @Override
  public List<Landmarks> landmarks(BufferedImage image, List<Box> faces) {
    return faces.stream().map(FivePointLandmarks::frontal).toList();
  }

  @Override
  public List<Landmarks> landmarksOf(BufferedImage image, List<Detection> found) {
    return found.stream().map(face -> of(face.five())).toList();
  }

  /**
   * The landmarks that go with five points.
   *
   * @param five eye centres, nose tip, mouth corners; {@link Landmarks#five()} of the result gives
   *     them back
   */
  public static Landmarks of(List<Point> five) {
    if (five.size() != 5) {
      throw new IllegalArgumentException("5 points expected, got " + five.size());
    }
    double[][] model = HeadTemplate.five();
    AffineCamera camera = AffineCamera.fit(five, model);
    List<Point> missed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      missed.add(five.get(i).minus(camera.project(model[i])));
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < Landmarks.COUNT; i++) {
      points.add(camera.project(HeadTemplate.landmark(i)).plus(shift(i, missed)));
    }
    return new Landmarks(points);
  }

  /**
   * What a landmark follows: brows and eyes their eye, the nose its tip, mouth and jaw the rest.
   */
  private static Point shift(int landmark, List<Point> missed) {
    boolean left = HeadTemplate.landmark(landmark)[0] < 0;
    boolean mouth = landmark >= 48 || landmark > 3 && landmark < 13;
    if (mouth) {
      double corner = HeadTemplate.landmark(54)[0];
      double x = Math.max(-corner, Math.min(corner, HeadTemplate.landmark(landmark)[0]));
      double right = (x / corner + 1) / 2;
      return missed.get(3).times(1 - right).plus(missed.get(4).times(right));
    }
    boolean nose = landmark >= 27 && landmark < 36;
    return nose ? missed.get(2) : missed.get(left ? 0 : 1);
  }

  private static Landmarks frontal(Box face) {
    Box template = HeadTemplate.BOX;
    double x = face.width() / template.width();
    double y = face.height() / template.height();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < Landmarks.COUNT; i++) {
      double[] p = HeadTemplate.landmark(i);
      points.add(
          new Point(face.x() + x * (p[0] - template.x()), face.y() + y * (p[1] - template.y())));
    }
    return new Landmarks(points);
  }
}
