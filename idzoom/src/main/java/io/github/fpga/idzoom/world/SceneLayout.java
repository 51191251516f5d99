package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/** Where heads go for a shot and a number of people. */
final class SceneLayout {

  /** Centre in scene coordinates, size in picture heights. */
  record Spot(Point centre, double size) {}

  private SceneLayout() {}

  static Shot shot(Shot fixed, List<Box> faces, int count, Rng r) {
    int drawn = count == 1 ? r.weighted(1, 1, 1) : count == 2 ? r.weighted(0.5, 1, 1.3) : 2;
    if (count == 3 && r.chance(0.4)) {
      drawn = 1;
    }
    if (fixed != null) {
      return fixed;
    }
    if (faces != null && !faces.isEmpty()) {
      double mean = faces.stream().mapToDouble(Box::height).sum() / faces.size();
      return mean > 0.33 ? Shot.CLOSE_UP : mean > 0.165 ? Shot.HALF : Shot.FULL;
    }
    return Shot.values()[drawn];
  }

  static List<Spot> spots(Shot shot, int count, double aspect, Rng r) {
    double room = aspect / Math.max(1, count);
    double common = r.unit();
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double size = 0.88 * common + 0.12 * r.unit();
      double x = room * (i + 0.5) + room * r.range(-0.07, 0.07);
      double s =
          switch (shot) {
            case CLOSE_UP -> Math.min(0.36 + 0.2 * size, 0.74 * room);
            case HALF -> Math.min(0.178 + 0.13 * size, 0.62 * room);
            case FULL -> Math.min((count == 1 ? 0.076 : 0.095) + 0.057 * size, 0.46 * room);
          };
      double y =
          switch (shot) {
            case CLOSE_UP -> 0.5 + 0.05 * (size - 0.5) + r.range(-0.03, 0.03);
            case HALF -> Math.max(0.9 * s, 0.36 + r.range(-0.06, 0.05));
            case FULL -> groundedHead(s, r);
          };
      spots.add(new Spot(new Point(x, y), s));
    }
    return spots;
  }

  /** Feet near the lower edge, the crown inside. */
  private static double groundedHead(double size, Rng r) {
    double body = 9.9 * size / Person.UNITS_PER_FACE;
    return Math.max(0.84 * size, r.range(0.93, 0.97) - body);
  }

  /**
   * Whether somebody's arm lies before the face of somebody farther away; judged by joints and face
   * centres alone, so that it does not depend on identities.
   */
  static boolean armHidesFace(Person near, Person far) {
    BodyGeometry body = new BodyGeometry(near);
    double reach = 1.35 * far.unit() + 0.35 * near.unit();
    for (int side = -1; side <= 1; side += 2) {
      List<Point> arm = body.arm(side);
      for (int i = 0; i < 2; i++) {
        for (double t = 0; t < 1.2; t += 0.2) {
          Point p = BodyGeometry.between(arm.get(i), arm.get(i + 1), t).minus(far.faceCentre());
          if (p.x() * p.x() + p.y() * p.y() < reach * reach) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
