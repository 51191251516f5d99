package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A body's joints and outlines in scene coordinates. */
final class BodyGeometry {
  static final int NECK = 0;
  static final int SHOULDER = 1;
  static final int ELBOW = 2;
  static final int WRIST = 3;
  static final int HIP = 7;
  static final int KNEE = 8;
  static final int ANKLE = 9;

  final double unit;
  final boolean sitting;
  private final Point face;
  private final List<Point> joints;

  BodyGeometry(Person person) {
    unit = person.unit();
    face = person.faceCentre();
    sitting = person.nuisance().body().kind() == BodyPose.Kind.SITTING;
    List<Point> placed = new ArrayList<>();
    for (Point p : person.nuisance().body().joints()) {
      placed.add(face.plus(p.times(unit)));
    }
    joints = List.copyOf(placed);
  }

  /** The neck. */
  Point neck() {
    return joints.get(NECK);
  }

  /** A joint of an image side: SHOULDER to ANKLE, -1 image left or 1 image right. */
  Point joint(int which, int side) {
    return joints.get(side < 0 ? which : which + 3);
  }

  /** Joint of COCO number 1 to 13. */
  Point coco(int number) {
    return joints.get(number - 1);
  }

  /** A point between the shoulders (0) and the hips (1), x in half shoulder widths. */
  Point torso(double x, double down) {
    Point l = joint(SHOULDER, -1);
    Point r = joint(SHOULDER, 1);
    Point top = l.plus(r).times(0.5);
    Point hips = joint(HIP, -1).plus(joint(HIP, 1)).times(0.5);
    Point middle = top.plus(hips.minus(top).times(down));
    double half = (r.x() - l.x()) / 2;
    return middle.plus(new Point(x * half, 0));
  }

  /** The middle of the face. */
  Point face() {
    return face;
  }

  /** The trunk down to a height (1: the hips, 2: about the knees), wider below by a flare. */
  Path2D trunk(double bottom, double flare) {
    double hem = 0.78 + flare;
    List<Point> p = new ArrayList<>();
    p.add(torso(-0.3, -0.1));
    p.add(torso(0.3, -0.1));
    p.add(torso(0.72, -0.04));
    p.add(torso(1.06, 0.06));
    p.add(torso(1.02, 0.3));
    p.add(torso(0.84, 0.62));
    p.add(torso(hem, Math.max(0.9, bottom - 0.25)));
    p.add(torso(hem + 0.02, bottom));
    p.add(torso(-hem - 0.02, bottom));
    p.add(torso(-hem, Math.max(0.9, bottom - 0.25)));
    p.add(torso(-0.84, 0.62));
    p.add(torso(-1.02, 0.3));
    p.add(torso(-1.06, 0.06));
    p.add(torso(-0.72, -0.04));
    return Curves.closed(p);
  }

  List<Point> arm(int side) {
    return List.of(joint(SHOULDER, side), joint(ELBOW, side), joint(WRIST, side));
  }

  List<Point> leg(int side) {
    return List.of(joint(HIP, side), joint(KNEE, side), joint(ANKLE, side));
  }

  static Point between(Point a, Point b, double share) {
    return a.plus(b.minus(a).times(share));
  }

  /** Roughly what the body covers, for tests of occlusion. */
  List<Path2D> cover() {
    List<Path2D> parts = new ArrayList<>();
    parts.add(trunk(1.1, 0));
    for (int side = -1; side <= 1; side += 2) {
      for (List<Point> limb : List.of(arm(side), leg(side))) {
        parts.add(capsule(limb.get(0), limb.get(1)));
        parts.add(capsule(limb.get(1), limb.get(2)));
      }
    }
    return parts;
  }

  private Path2D capsule(Point a, Point b) {
    Point d = b.minus(a);
    double length = Math.max(1e-9, Math.sqrt(d.x() * d.x() + d.y() * d.y()));
    Point n = new Point(-d.y(), d.x()).times(0.28 * unit / length);
    return Curves.polygon(List.of(a.plus(n), b.plus(n), b.minus(n), a.minus(n)));
  }
}
