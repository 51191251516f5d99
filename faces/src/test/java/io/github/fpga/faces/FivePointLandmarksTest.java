package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class FivePointLandmarksTest {

  private static final BufferedImage ANY = SampleFaces.smooth(8, 8);

  /** A head of ordinary proportions, turned; the detector's points lie a little off the model. */
  private static List<Point> five(double yaw, double pitch, double roll) {
    double[][] head = {
      {-1, 0, 0.87}, {1, 0, 0.87}, {0, 1.1, 0}, {-0.8, 2.3, 0.75}, {0.8, 2.3, 0.7}
    };
    double a = Math.toRadians(yaw);
    double b = Math.toRadians(pitch);
    List<Point> five = new ArrayList<>();
    for (double[] p : head) {
      double z = p[0] * Math.sin(a) + p[2] * Math.cos(a);
      five.add(
          new Point(p[0] * Math.cos(a) - p[2] * Math.sin(a), p[1] * Math.cos(b) - z * Math.sin(b)));
    }
    return Affine.rotation(roll)
        .then(Affine.scaling(20, 20))
        .then(Affine.translation(200, 150))
        .apply(five);
  }

  @Property(tries = 200)
  void theFivePointsStay(
      @ForAll @DoubleRange(min = -60, max = 60) double yaw,
      @ForAll @DoubleRange(min = -30, max = 30) double pitch,
      @ForAll @DoubleRange(min = -170, max = 170) double roll) {
    List<Point> five = five(yaw, pitch, roll);
    List<Point> back = FivePointLandmarks.of(five).five();
    for (int i = 0; i < 5; i++) {
      AffineTest.assertClose(five.get(i), back.get(i), 1e-6);
    }
  }

  @Property(tries = 200)
  void theHeadPoseIsThatOfTheFace(
      @ForAll @DoubleRange(min = -55, max = 55) double yaw,
      @ForAll @DoubleRange(min = -20, max = 20) double pitch,
      @ForAll @DoubleRange(min = -170, max = 170) double roll) {
    HeadPose pose = HeadPoses.of(FivePointLandmarks.of(five(yaw, pitch, roll)));
    assertEquals(yaw, pose.yaw(), 12);
    assertEquals(pitch, pose.pitch(), 12);
    assertEquals(0, Math.IEEEremainder(roll - pose.roll(), 360), 12);
  }

  @Example
  void theMaskCoversTheFace() {
    List<Point> five = five(0, 0, 0);
    Box box = new Box(161, 118, 78, 102);
    Mask mask = Masks.face(FivePointLandmarks.of(five), box, MaskKind.FACE, 400, 300, 0);
    for (Point p : five) {
      assertEquals(1, mask.at((int) p.x(), (int) p.y()));
    }
    assertEquals(1, mask.at(200, 205), "between mouth and chin");
    assertEquals(0, mask.at(200, 235), "below the chin");
    assertEquals(0, mask.at(145, 160), "beside the ear");
  }

  @Example
  void aBoxAloneGivesAFrontalFaceInIt() {
    Box box = new Box(100, 50, 78, 102);
    Landmarks landmarks = new FivePointLandmarks().landmarks(ANY, box);
    HeadPose pose = HeadPoses.of(landmarks);
    assertEquals(0, pose.yaw(), 1e-6);
    assertEquals(0, pose.roll(), 1e-6);
    Point nose = landmarks.points().get(30);
    assertTrue(box.contains(nose), nose::toString);
    assertEquals(box.centre().x(), nose.x(), 1e-9);
  }

  @Example
  void detectionsGiveTheirPointsAndBoxesTheirCorners() {
    List<Point> five = five(30, 0, 10);
    Detection found = new Detection(new Box(150, 100, 90, 110), 0.9, five);
    List<Landmarks> landmarks = new FivePointLandmarks().landmarksOf(ANY, List.of(found));
    assertEquals(List.of(FivePointLandmarks.of(five)), landmarks);
    assertThrows(IllegalArgumentException.class, () -> FivePointLandmarks.of(five.subList(0, 4)));
  }

  @Example
  void profilesAreCalledSo() {
    assertFalse(HeadPoses.of(FivePointLandmarks.of(five(20, 0, 0))).isProfile());
    assertTrue(HeadPoses.of(FivePointLandmarks.of(five(65, 0, 0))).isProfile());
    assertTrue(HeadPoses.of(FivePointLandmarks.of(five(-65, 5, 30))).isProfile());
    assertTrue(new HeadPose(-45, 0, 0).isProfile());
    assertFalse(new HeadPose(44.9, 60, 90).isProfile());
  }
}
