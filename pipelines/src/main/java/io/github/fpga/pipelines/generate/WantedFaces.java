package io.github.fpga.pipelines.generate;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.pipelines.diir.FaceTemplate;
import io.github.fpga.pipelines.diir.PosedFaces;
import io.github.fpga.pipelines.layout.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /** The people whose bodies show where their faces are. */
  static PosedFaces of(Layout layout) {
    List<Skeleton> bodies = layout.skeletons();
    List<List<Point>> faces = five(layout);
    return person -> Optional.of(faces.get(person)).filter(face -> showsFace(bodies.get(person)));
  }

  private static boolean showsFace(Skeleton body) {
    return IntStream.of(JOINTS).allMatch(joint -> body.joints().get(joint).visible());
  }

  private static List<Point> fitted(List<Point> average, Skeleton body) {
    if (!showsFace(body)) {
      return average;
    }
    List<Point> seen =
        IntStream.of(JOINTS).mapToObj(joint -> body.joints().get(joint).position()).toList();
    Affine fit = Alignment.similarity(average.subList(0, JOINTS.length), seen);
    List<Point> five = new ArrayList<>(seen);
    average.subList(JOINTS.length, average.size()).forEach(point -> five.add(fit.apply(point)));
    return five;
  }
}
