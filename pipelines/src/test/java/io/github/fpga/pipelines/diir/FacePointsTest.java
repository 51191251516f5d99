package io.github.fpga.pipelines.diir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Point;
import io.github.fpga.pipelines.FakeFaces;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FacePointsTest {

  private static final Box BOX = new Box(100, 50, 40, 40);
  private static final Landmarks AVERAGE = FaceTemplate.in(BOX);
  private static final Landmarks COLLAPSED =
      new Landmarks(Collections.nCopies(Landmarks.COUNT, BOX.centre()));

  private static FacePoints points(Landmarks landmarks, List<Point> five) {
    return FacePoints.of(face(landmarks, five));
  }

  private static Face face(Landmarks landmarks, List<Point> five) {
    Detection detection = new Detection(BOX, 0.9, five);
    return new Face(detection, landmarks, new HeadPose(0, 0, 0), FakeFaces.features(0xff0000));
  }

  @Test
  void landmarksThatMakeAFaceAreTaken() {
    FacePoints points = points(AVERAGE, AVERAGE.five());
    assertEquals(PointsFrom.LANDMARKS, points.from());
    assertEquals(AVERAGE.five(), points.five());
  }

  /** Where the picture was painted by a body, a broken face is where the body has it. */
  @Test
  void aPoseIsKnownBetterThanAFaceIsSeen() {
    Face face = face(AVERAGE, AVERAGE.five());
    List<Point> posed = Affine.translation(3, 2).apply(AVERAGE.five());
    FacePoints points = FacePoints.of(face, Optional.of(posed));
    assertEquals(PointsFrom.POSE, points.from());
    assertEquals(posed, points.five());
    assertEquals(
        0,
        points.landmarks().points().get(8).distance(AVERAGE.points().get(8).plus(new Point(3, 2))),
        1e-6);
  }

  /** Somebody else's face, or one that was painted elsewhere, is where it is seen. */
  @Test
  void aPoseElsewhereDoesNotCount() {
    Face face = face(AVERAGE, AVERAGE.five());
    List<Point> elsewhere = Affine.translation(60, 0).apply(AVERAGE.five());
    FacePoints points = FacePoints.of(face, Optional.of(elsewhere));
    assertEquals(PointsFrom.LANDMARKS, points.from());
    assertEquals(AVERAGE.five(), points.five());
    assertEquals(PointsFrom.LANDMARKS, FacePoints.of(face, Optional.empty()).from());
  }

  @Test
  void elseTheDetectorsFivePoints() {
    Affine turn =
        Affine.translation(-BOX.centre().x(), -BOX.centre().y())
            .then(Affine.rotation(20))
            .then(Affine.translation(BOX.centre().x(), BOX.centre().y()));
    FacePoints points = points(COLLAPSED, turn.apply(AVERAGE.five()));
    assertEquals(PointsFrom.DETECTION, points.from());
    // The average face is laid over them, so the mask turns with them.
    Point chin = turn.apply(AVERAGE.points().get(8));
    assertEquals(0, chin.distance(points.landmarks().points().get(8)), 1e-6);
  }

  @Test
  void elseTheTemplate() {
    FacePoints points = points(COLLAPSED, Collections.nCopies(5, BOX.centre()));
    assertEquals(PointsFrom.TEMPLATE, points.from());
    assertEquals(AVERAGE, points.landmarks());
  }

  /** What further tries go by, and never the same twice. */
  @Test
  void aFaceHasSeveralPointsTheMostTrustworthyFirst() {
    Optional<List<Point>> posed = Optional.of(Affine.translation(3, 2).apply(AVERAGE.five()));
    assertEquals(
        List.of(PointsFrom.POSE, PointsFrom.LANDMARKS, PointsFrom.TEMPLATE, PointsFrom.DETECTION),
        from(FacePoints.all(face(AVERAGE, AVERAGE.five()), posed)));
    assertEquals(
        List.of(PointsFrom.DETECTION, PointsFrom.TEMPLATE),
        from(FacePoints.all(face(COLLAPSED, AVERAGE.five()), Optional.empty())));
    Face nothing = face(COLLAPSED, Collections.nCopies(5, BOX.centre()));
    assertEquals(List.of(PointsFrom.TEMPLATE), from(FacePoints.all(nothing, Optional.empty())));
  }

  private static List<PointsFrom> from(List<FacePoints> points) {
    return points.stream().map(FacePoints::from).toList();
  }

  @Test
  void aFaceStandsUprightAndFillsItsBox() {
    assertTrue(FacePoints.makesFace(AVERAGE.five(), BOX));
    assertTrue(FacePoints.makesFace(FakeFaces.landmarks(BOX).five(), BOX));
    Point c = BOX.centre();
    Affine upsideDown =
        Affine.translation(-c.x(), -c.y())
            .then(Affine.rotation(180))
            .then(Affine.translation(c.x(), c.y()));
    assertFalse(FacePoints.makesFace(upsideDown.apply(AVERAGE.five()), BOX));
    assertFalse(FacePoints.makesFace(AVERAGE.five(), BOX.scaled(3)));
    assertFalse(FacePoints.makesFace(AVERAGE.five(), new Box(0, 0, 40, 40)));
    List<Point> shuffled = new java.util.ArrayList<>(AVERAGE.five());
    Collections.swap(shuffled, 0, 1);
    assertFalse(FacePoints.makesFace(shuffled, BOX));
  }

  @Test
  void profilesAreFacesToo() {
    // Narrowed by a turn of 45 degrees, the nose ahead.
    Affine narrow =
        Affine.translation(-BOX.centre().x(), 0)
            .then(Affine.scaling(0.75, 1))
            .then(Affine.translation(BOX.centre().x(), 0));
    List<Point> five = new java.util.ArrayList<>(narrow.apply(AVERAGE.five()));
    five.set(2, five.get(2).plus(new Point(6, 0)));
    assertTrue(FacePoints.makesFace(five, BOX));
  }

  @Test
  void theTemplateIsSymmetricAndInIbugOrder() {
    Landmarks unit = FaceTemplate.in(new Box(0, 0, 1, 1));
    List<Point> p = unit.points();
    assertEquals(Landmarks.COUNT, p.size());
    int[][] pairs = {
      {0, 16}, {7, 9}, {17, 26}, {31, 35}, {36, 45}, {37, 44}, {39, 42}, {41, 46}, {40, 47},
      {48, 54}, {50, 52}, {55, 59}, {60, 64}, {61, 63}, {65, 67}
    };
    for (int[] pair : pairs) {
      assertEquals(1, p.get(pair[0]).x() + p.get(pair[1]).x(), 1e-9, pair[0] + "");
      assertEquals(p.get(pair[0]).y(), p.get(pair[1]).y(), 1e-9, pair[0] + "");
    }
    assertEquals(1, p.get(8).y());
    assertTrue(p.get(57).y() > p.get(51).y());
    Mask mask = Masks.face(FaceTemplate.in(BOX), BOX, MaskKind.FACE, 240, 140);
    assertTrue(mask.at(120, 70) == 1);
  }
}
