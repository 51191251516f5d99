package io.github.fpga.pipelines.generate;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.pipelines.diir.FaceTemplate;
import io.github.fpga.pipelines.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The five points of faces that are not there yet, for landmark control of whole pictures: eyes and
 * nose from the body, the corners of the mouth from an average face laid over them; an average face
 * in the region where the body hides any of the three. Our definition.
 */
final class WantedFaces {

  /** Joints of the body in the order of the five points: image-left eye, image-right eye, nose. */
  private static final int[] JOINTS = {14, 15, 0};

  private WantedFaces() {}

  /** The points of every person of a layout. */
  static List<List<Point>> five(Layout layout) {
    List<List<Point>> faces = new ArrayList<>();
    for (int i = 0; i < layout.regions().size(); i++) {
      List<Point> average = FaceTemplate.in(layout.face(i)).five();
      faces.add(fitted(average, layout.skeletons().get(i)));
    }
    return faces;
  }

  private static List<Point> fitted(List<Point> average, Skeleton body) {
    List<Point> seen = new ArrayList<>();
    for (int joint : JOINTS) {
      if (!body.joints().get(joint).visible()) {
        return average;
      }
      seen.add(body.joints().get(joint).position());
    }
    Affine fit = Alignment.similarity(average.subList(0, JOINTS.length), seen);
    List<Point> five = new ArrayList<>(seen);
    average.subList(JOINTS.length, average.size()).forEach(point -> five.add(fit.apply(point)));
    return five;
  }
}
