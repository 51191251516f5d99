package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The curves of a face's features in scene coordinates, and the landmarks that lie on them. */
final class FaceGeometry {
  final HeadGeometry head;
  final double noseBase;
  final double mouthY;
  private final Face face;
  private final Expression expression;

  FaceGeometry(HeadGeometry head) {
    this.head = head;
    face = head.face;
    expression = head.expression;
    noseBase = face.nose().length() + 0.07;
    mouthY = noseBase + (face.outline().chin() - noseBase) * face.mouth().height();
  }

  /** The skin of the face from hairline to chin; a bald skull's skin is not part of it. */
  Path2D skin() {
    List<Point> p = new ArrayList<>(head.jaw());
    p.addAll(hairline());
    return Curves.closed(p);
  }

  /** The face's shape below the middle of the forehead: the face mask; ears are not part of it. */
  Path2D mask() {
    return Curves.closed(maskCorners());
  }

  private List<Point> maskCorners() {
    List<Point> p = new ArrayList<>(head.jaw());
    double w = head.outline.width() * head.outline.temple();
    double top = HeadGeometry.FACE_TOP;
    p.add(head.surface(0.86 * w, top + 0.04));
    p.add(head.surface(0.45 * w, top));
    p.add(head.surface(0, top));
    p.add(head.surface(-0.45 * w, top));
    p.add(head.surface(-0.86 * w, top + 0.04));
    return p;
  }

  /** Points along the border of {@link #mask()}. */
  List<Point> border() {
    return Curves.samples(maskCorners());
  }

  /** The bounding box of {@link #mask()}. */
  Box box() {
    return Curves.bounds(border());
  }

  /** The hairline from image right to image left. */
  List<Point> hairline() {
    double w = head.outline.width() * head.outline.temple();
    double y = -0.62 - 0.24 * head.look.hairline();
    double peak = 0.14 * head.look.peak();
    List<Point> p = new ArrayList<>();
    for (double x : new double[] {0.9, 0.62, 0.3, 0, -0.3, -0.62, -0.9}) {
      double a = Math.abs(x);
      double dip = a == 0 ? peak : a > 0.8 ? 0.2 : a > 0.5 ? 0.03 : 0;
      p.add(head.surface(x * w, y + dip));
    }
    return p;
  }

  /** An upper (-1) or lower (1) lid's offset from the eye's axis at t in [-1, 1]. */
  private double lid(int which, double t) {
    Face.Eyes e = face.eyes();
    double a = Math.abs(t);
    double round = e.shape() == EyeShape.ROUND ? 1 - a * a * a : 1 - a * a;
    double height =
        switch (e.shape()) {
          case ALMOND -> 0.62;
          case ROUND -> 0.86;
          case HOODED -> 0.62;
        };
    double lower = 0.72 * height * e.size() * round;
    double upper = -(e.shape() == EyeShape.HOODED ? 0.62 : 1) * height * e.size() * round;
    double closed = Math.max(-0.2, expression.lids());
    return which > 0 ? lower : upper + (lower * 0.9 - upper) * closed;
  }

  /**
   * A point of the eye of an image side: t along its axis to image right, dy across, both scaled.
   */
  Point eyePoint(int side, double t, double dy) {
    Face.Eyes e = face.eyes();
    double lift = side * t * e.size() * tan(e.tilt());
    double x = side * e.spacing() + t * e.size();
    return head.surface(x, e.height() - lift + dy);
  }

  private static double tan(double degrees) {
    return StrictMath.tan(StrictMath.toRadians(degrees));
  }

  /** A lid's curve from image left to right. */
  List<Point> lidCurve(int side, int which) {
    List<Point> p = new ArrayList<>();
    for (double t = -1; t < 1.01; t += 0.25) {
      p.add(eyePoint(side, t, lid(which, t)));
    }
    return p;
  }

  /** A disc of the iris cut off by the lids, as a closed outline; radius in eye half widths. */
  List<Point> disc(int side, double radius, double dx, double dy) {
    List<Point> p = new ArrayList<>();
    double size = face.eyes().size();
    double axis = (lid(-1, 0) * 0.5 + lid(1, 0) * 0.5);
    if (expression.lids() > 0.5) {
      axis = lid(-1, 0);
    } else {
      axis = 0.25 * axis;
    }
    for (int i = 0; i < 20; i++) {
      double a = 2 * Math.PI * i / 20;
      double t = Math.max(-0.95, Math.min(0.95, dx + radius * StrictMath.cos(a)));
      double y = axis + (dy + radius * StrictMath.sin(a)) * size;
      p.add(eyePoint(side, t, Math.max(lid(-1, t), Math.min(lid(1, t), y))));
    }
    return p;
  }

  /** Five points along a brow's middle from image left to right. */
  List<Point> brow(int side) {
    List<Point> p = new ArrayList<>();
    for (int i = -2; i <= 2; i++) {
      p.add(browPoint(side, i / 2.0, 0));
    }
    return p;
  }

  /** A point of a brow: t in [-1, 1] to image right, dy in head units off its middle. */
  Point browPoint(int side, double t, double dy) {
    Face.Brows b = face.brows();
    Face.Eyes e = face.eyes();
    double outward = side * t;
    double lift = 0.09 * expression.brows();
    double angle = b.angle() + (expression.brows() < 0 ? 14 * -expression.brows() : 0) - 2;
    // On narrow heads long brows end at the temple.
    double length = Math.min(b.length(), 0.94 * head.outline.width() - e.spacing() - 0.02);
    double y = e.height() - 0.6 * e.size() - b.gap() - lift - outward * length * tan(angle);
    double x = side * (e.spacing() + 0.02) + t * length;
    return head.surface(x, y - b.arch() * (1 - t * t) + dy, 0.03);
  }

  /** A point on the nose: across in half widths, y as a height, ridge its prominence there. */
  Point nosePoint(double across, double y) {
    double down = Math.max(0, Math.min(1, y / face.nose().length()));
    double prominence =
        switch (face.nose().type()) {
          case BUTTON -> 0.24;
          case LONG -> 0.36;
          case HOOKED -> 0.42;
          case BROAD -> 0.26;
          case POINTED -> 0.44;
        };
    double bump = face.nose().type() == NoseType.HOOKED ? 0.5 * down * (1 - down) : 0;
    double ridge = prominence * (0.15 + 0.85 * down * down + bump) * (1 - 0.75 * across * across);
    return head.surface(across * face.nose().width(), y, ridge);
  }

  /** Where the tip of the nose hangs; a hooked nose hangs below its wings. */
  double tipY() {
    return face.nose().length() + (face.nose().type() == NoseType.HOOKED ? 0.05 : 0);
  }

  private double cornerLift() {
    return face.mouth().curve() + 0.1 * expression.smile();
  }

  /**
   * A point of the mouth.
   *
   * @param t -1 image left corner to 1
   * @param row -2 upper edge, -1 inner upper edge, 1 inner lower edge, 2 lower edge
   */
  Point mouthPoint(double t, int row) {
    Face.Mouth m = face.mouth();
    double smile = Math.max(0, expression.smile());
    double half = m.width() * (1 + 0.16 * smile - 0.12 * expression.open());
    double bow = 1 - t * t;
    double y = mouthY - cornerLift() * (t * t - 0.4);
    double gap = 0.2 * expression.open() * bow;
    double cupid = row == -2 ? 1 - 0.3 * Math.max(0, 1 - 6 * Math.abs(t)) : 1;
    y +=
        switch (row) {
          case -2 -> -0.25 * gap - m.upper() * Math.sqrt(bow) * cupid;
          case -1 -> -0.25 * gap;
          case 1 -> gap;
          default -> gap + m.lower() * bow;
        };
    return head.surface(t * half, y, 0.02);
  }

  List<Point> mouthRow(int row, int steps) {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      p.add(mouthPoint(2.0 * i / steps - 1, row));
    }
    return p;
  }

  /** The 68 landmarks, all on drawn curves. */
  Landmarks landmarks() {
    List<Point> jaw = head.jaw();
    List<Point> p = new ArrayList<>(Curves.even(jaw.subList(1, jaw.size() - 1), 17));
    p.addAll(brow(-1));
    p.addAll(brow(1));
    for (int i = 0; i < 4; i++) {
      p.add(nosePoint(0, tipY() * (0.1 + 0.9 * i / 3)));
    }
    for (double across : new double[] {-0.9, -0.45, 0, 0.45, 0.9}) {
      p.add(nosePoint(across, noseBase - 0.04 * Math.abs(across)));
    }
    for (int side = -1; side <= 1; side += 2) {
      for (double t : new double[] {-1, -0.36, 0.36, 1}) {
        p.add(eyePoint(side, t, lid(-1, t)));
      }
      p.add(eyePoint(side, 0.36, lid(1, 0.36)));
      p.add(eyePoint(side, -0.36, lid(1, -0.36)));
    }
    mouthLandmarks(p);
    return new Landmarks(p);
  }

  private void mouthLandmarks(List<Point> p) {
    for (double t : new double[] {-1, -0.6, -0.22, 0, 0.22, 0.6, 1}) {
      p.add(mouthPoint(t, -2));
    }
    for (double t : new double[] {0.6, 0.25, 0, -0.25, -0.6}) {
      p.add(mouthPoint(t, 2));
    }
    for (double t : new double[] {-0.86, -0.35, 0, 0.35, 0.86}) {
      p.add(mouthPoint(t, -1));
    }
    for (double t : new double[] {0.35, 0, -0.35}) {
      p.add(mouthPoint(t, 1));
    }
  }
}
