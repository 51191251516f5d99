package io.github.fpga.idzoom.world;

import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A head in space: turns head coordinates (x to image right, y down, z towards the viewer; see
 * {@link Face}) into scene coordinates by an orthographic projection. The face is a shell whose
 * level sections are half ellipses; the skull behind it is a rim that hair grows on.
 */
final class HeadGeometry {
  /** The height of the upper edge of the face box: the middle of the forehead. */
  static final double FACE_TOP = -0.62;

  private static final double DEPTH = 0.95;
  private static final double SKULL_DEPTH = 1.12;
  private static final double SKULL_Z = -0.12;

  final Face face;
  final Look look;
  final Expression expression;
  final Face.Outline outline;
  final double unit;
  final double yaw;
  final double pitch;

  /** The chin's height, lowered by an open mouth. */
  final double chin;

  private final Point centre;
  private final double middle;
  private final double sinYaw;
  private final double cosYaw;
  private final double sinPitch;
  private final double cosPitch;
  private final double sinRoll;
  private final double cosRoll;

  HeadGeometry(Person person) {
    face = person.identity().face();
    look = person.identity().look();
    expression = person.nuisance().expression();
    outline = face.outline();
    unit = person.faceSize() / Math.sqrt((outline.chin() - FACE_TOP) * 2 * outline.width());
    chin = outline.chin() + 0.1 * expression.open();
    centre = person.faceCentre();
    middle = (FACE_TOP + outline.chin()) / 2;
    HeadPose pose = person.nuisance().head();
    yaw = pose.yaw();
    pitch = pose.pitch();
    sinYaw = StrictMath.sin(StrictMath.toRadians(yaw));
    cosYaw = StrictMath.cos(StrictMath.toRadians(yaw));
    sinPitch = StrictMath.sin(StrictMath.toRadians(pitch));
    cosPitch = StrictMath.cos(StrictMath.toRadians(pitch));
    sinRoll = StrictMath.sin(StrictMath.toRadians(pose.roll()));
    cosRoll = StrictMath.cos(StrictMath.toRadians(pose.roll()));
  }

  /** Projects a point in space. */
  Point project(double x, double y, double z) {
    return place(x * cosYaw + z * sinYaw, y, z * cosYaw - x * sinYaw);
  }

  /** The depth of the face's surface. */
  double depth(double x, double y) {
    double a = x / (1.12 * outline.width());
    double b = y / 2.1;
    return DEPTH * Math.sqrt(Math.max(0.03, 1 - a * a - b * b));
  }

  /** A point of the face's surface, lifted off it by head units. */
  Point surface(double x, double y, double lift) {
    return project(x, y, depth(x, y) + lift);
  }

  Point surface(double x, double y) {
    return surface(x, y, 0);
  }

  /** A point of the visible outline of the skull and hair; x in shares of the face's width. */
  Point rim(double x, double y) {
    double stretch = Math.sqrt(cosYaw * cosYaw + SKULL_DEPTH * SKULL_DEPTH * sinYaw * sinYaw);
    return place(SKULL_Z * sinYaw + x * outline.width() * stretch, y, SKULL_Z * cosYaw);
  }

  /** How much of an image side (-1 left, 1 right) turns away: positive on the far side. */
  double away(int side) {
    return side * sinYaw;
  }

  /** The face's visible edge on an image side at a height where it is half-width w wide. */
  private Point edge(int side, double y, double w) {
    double front = depth(0, y);
    double down = Math.max(0, (y - 0.3) / (chin - 0.3));
    double sideZ = 0.72 * front * down;
    double s = side * sinYaw;
    double reach =
        s > 0
            ? sideZ * s + Math.sqrt(w * w * cosYaw * cosYaw + sq((front - sideZ) * s))
            : sideZ * s + w * cosYaw;
    return place(side * reach, y, sideZ * cosYaw);
  }

  /** The jaw from the temple of one image side down to just above the chin's tip. */
  private List<Point> jawSide(int side) {
    double w = outline.width();
    double jaw = 0.3 + 0.7 * outline.jaw();
    double cw = outline.chinWidth();
    List<Point> p = new ArrayList<>();
    p.add(edge(side, -0.45, w * outline.temple() * 0.98));
    p.add(edge(side, -0.05, w * (1 + outline.temple()) / 2));
    p.add(edge(side, 0.27, w));
    p.add(edge(side, 0.62 * chin, w * jaw));
    p.add(edge(side, 0.87 * chin, w * (cw + (jaw - cw) * 0.45)));
    p.add(edge(side, 0.98 * chin, w * cw * 0.72));
    return p;
  }

  /** The jaw line from the image-left temple round the chin to the image-right temple. */
  List<Point> jaw() {
    List<Point> p = jawSide(-1);
    p.add(project(0, chin, 0.9 * depth(0, chin)));
    List<Point> right = jawSide(1);
    for (int i = right.size() - 1; i >= 0; i--) {
      p.add(right.get(i));
    }
    return p;
  }

  /** The ear of an image side as a closed outline. */
  List<Point> ear(int side, double inset) {
    double h = face.ears().size();
    double out = 0.12 + face.ears().out();
    List<Point> p = new ArrayList<>();
    double[][] shape = {
      {-0.1, -0.6},
      {0.35, -1},
      {0.9, -0.85},
      {1, -0.3},
      {0.75, 0.35},
      {0.45, 0.95},
      {0, 1},
      {-0.2, 0.4}
    };
    for (double[] s : shape) {
      double a = 0.4 + (s[0] - 0.4) * inset;
      double b = s[1] * inset;
      p.add(project(side * (0.95 * outline.width() + a * out), 0.2 + b * h, -0.06 - 0.32 * a));
    }
    return p;
  }

  private Point place(double x, double y, double z) {
    double yy = y - middle;
    double py = yy * cosPitch + z * sinPitch;
    return new Point(
        centre.x() + unit * (x * cosRoll - py * sinRoll),
        centre.y() + unit * (x * sinRoll + py * cosRoll));
  }

  private static double sq(double v) {
    return v * v;
  }
}
