package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class HeadPosesTest {

  /** Eye centres, nose tip, mouth corners: x to image right, y down, z away from us. */
  private static final double[][] HEAD = {
    {-150, -170, 130}, {150, -170, 130}, {0, 0, 0}, {-150, 150, 125}, {150, 150, 125}
  };

  @Property
  void findsTheTurn(
      @ForAll @DoubleRange(min = -80, max = 80) double yaw,
      @ForAll @DoubleRange(min = -60, max = 60) double pitch,
      @ForAll @DoubleRange(min = -170, max = 170) double roll,
      @ForAll @DoubleRange(min = 0.05, max = 3) double scale) {
    List<Point> five = new ArrayList<>();
    for (double[] p : HEAD) {
      five.add(project(p, Math.toRadians(yaw), Math.toRadians(pitch)));
    }
    HeadPose pose =
        HeadPoses.of(
            Affine.rotation(roll)
                .then(Affine.scaling(scale, scale))
                .then(Affine.translation(90, 40))
                .apply(five));
    assertEquals(yaw, pose.yaw(), 1e-6);
    assertEquals(pitch, pose.pitch(), 1e-6);
    assertEquals(roll, pose.roll(), 1e-6);
  }

  /** Turned about the vertical axis, then about the horizontal one, seen from far away. */
  private static Point project(double[] p, double yaw, double pitch) {
    double x = p[0] * Math.cos(yaw) - p[2] * Math.sin(yaw);
    double z = p[0] * Math.sin(yaw) + p[2] * Math.cos(yaw);
    return new Point(x, p[1] * Math.cos(pitch) - z * Math.sin(pitch));
  }

  @Example
  void signs() {
    Landmarks frontal = SampleFaces.landmarks(new Box(0, 0, 100, 120));
    HeadPose straight = HeadPoses.of(frontal);
    assertEquals(0, straight.yaw(), 1e-6);
    assertEquals(0, straight.roll(), 1e-6);
    assertTrue(HeadPoses.of(noseMoved(frontal, 8, 0)).yaw() > 5, "nose to image right");
    assertTrue(
        HeadPoses.of(noseMoved(frontal, 0, 8)).pitch() > straight.pitch() + 5, "nose downwards");
    assertEquals(30, HeadPoses.of(Affine.rotation(30).apply(frontal)).roll(), 1e-6);
    assertTrue(HeadPoses.of(noseMoved(frontal, 8, 0).five()).yaw() > 5, "from five points");
  }

  @Example
  void pointsOnALineHaveNoPose() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HeadPoses.of(Collections.nCopies(5, new Point(1, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> HeadPoses.of(new Landmarks(Collections.nCopies(68, new Point(4, 1)))));
  }

  private static Landmarks noseMoved(Landmarks landmarks, double x, double y) {
    List<Point> points = new ArrayList<>(landmarks.points());
    points.set(30, points.get(30).plus(new Point(x, y)));
    return new Landmarks(points);
  }
}
