package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The points that steer a face and shape its mask: the landmarks where they make a face, else the
 * detector's five points, else an average face in the box. Our definition of the paper's fallback
 * for broken faces.
 *
 * @param five eyes, nose tip and mouth corners in the picture's pixels
 * @param landmarks all 68, an average face laid over the five where only they are known
 * @param from where they come from
 */
record FacePoints(List<Point> five, Landmarks landmarks, PointsFrom from) {

  /** Mean distance from the template after the best fit, in template sides; profiles have 0.07. */
  private static final double LARGEST_RESIDUAL = 0.1;

  /** Side of a face box on the 112 template. */
  private static final double FACE_ON_TEMPLATE = 75;

  private static final double MOST_ENLARGED = 1.8;
  private static final double MOST_TURNED = 70;

  static FacePoints of(Face face) {
    Detection detection = face.detection();
    List<Point> five = face.landmarks().five();
    if (makesFace(five, face.box())) {
      return new FacePoints(five, face.landmarks(), PointsFrom.LANDMARKS);
    }
    return makesFace(detection.five(), face.box())
        ? average(detection.five(), face.box(), PointsFrom.DETECTION)
        : template(face.box());
  }

  /** The same but for a face whose pose is known, where that pose is the face's. */
  static FacePoints of(Face face, Optional<List<Point>> posed) {
    return all(face, posed).get(0);
  }

  /** All points that may be a face's, the most trustworthy first; a broken face has several. */
  static List<FacePoints> all(Face face, Optional<List<Point>> posed) {
    List<FacePoints> all = new ArrayList<>();
    posed
        .filter(five -> makesFace(five, face.box()))
        .ifPresent(five -> all.add(average(five, face.box(), PointsFrom.POSE)));
    all.add(of(face));
    PointsFrom seen = all.get(all.size() - 1).from();
    if (seen != PointsFrom.TEMPLATE) {
      all.add(template(face.box()));
    }
    // Last, because where landmarks were wrong the detector's points were seldom better.
    List<Point> detected = face.detection().five();
    if (seen == PointsFrom.LANDMARKS && makesFace(detected, face.box())) {
      all.add(average(detected, face.box(), PointsFrom.DETECTION));
    }
    return all;
  }

  private static FacePoints average(List<Point> five, Box box, PointsFrom from) {
    Landmarks average = FaceTemplate.in(box);
    Affine fit = Alignment.similarity(average.five(), five);
    return new FacePoints(five, fit.apply(average), from);
  }

  /** An average face in a box. */
  static FacePoints template(Box box) {
    Landmarks average = FaceTemplate.in(box);
    return new FacePoints(average.five(), average, PointsFrom.TEMPLATE);
  }

  /** Whether five points are arranged as in a face of this box. */
  static boolean makesFace(List<Point> five, Box box) {
    Affine fit;
    try {
      fit = Alignment.similarity(five, Alignment.RECOGNITION_SIZE);
    } catch (IllegalArgumentException e) {
      // All points in one place.
      return false;
    }
    double size = fit.scale() * Math.sqrt(box.area()) / FACE_ON_TEMPLATE;
    double turned = Math.abs(Math.toDegrees(Math.atan2(fit.d(), fit.a())));
    Point middle = five.stream().reduce(new Point(0, 0), Point::plus).times(0.2);
    return residual(fit, five) <= LARGEST_RESIDUAL
        && size >= 1 / MOST_ENLARGED
        && size <= MOST_ENLARGED
        && turned <= MOST_TURNED
        && box.contains(middle);
  }

  private static double residual(Affine fit, List<Point> five) {
    List<Point> template = Alignment.template(Alignment.RECOGNITION_SIZE);
    double sum = 0;
    for (int i = 0; i < five.size(); i++) {
      double distance = fit.apply(five.get(i)).distance(template.get(i));
      sum += distance * distance;
    }
    return Math.sqrt(sum / five.size()) / Alignment.RECOGNITION_SIZE;
  }
}
