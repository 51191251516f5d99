package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/** Draws nose, mouth, eyes, brows, shading and marks of a face. */
final class FacePainter {
  private final Canvas c;
  private final FaceGeometry f;
  private final HeadGeometry h;
  private final Face face;
  private final int skin;

  FacePainter(Canvas canvas, FaceGeometry geometry) {
    c = canvas;
    f = geometry;
    h = geometry.head;
    face = h.face;
    skin = h.look.skinRgb();
  }

  /** What lies on the skin and below a beard. */
  void paintBelowBeard() {
    cheeks();
    sockets();
    marks();
    age();
  }

  void paintFeatures() {
    mouth();
    nose();
    for (int side = -1; side <= 1; side += 2) {
      eye(side);
      brow(side);
    }
  }

  private List<Point> oval(double x, double y, double rx, double ry) {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double a = Math.PI * i / 4;
      p.add(h.surface(x + rx * StrictMath.cos(a), y + ry * StrictMath.sin(a)));
    }
    return p;
  }

  private void cheeks() {
    int warm = Rgb.mix(skin, 0xe0503c, 0.5);
    double strength = face.marks().blush() ? 0.75 : 0.16;
    double w = h.outline.width();
    for (int side = -1; side <= 1; side += 2) {
      int tone = face.marks().blush() ? Rgb.mix(skin, 0xf0486a, 0.5) : warm;
      c.tone(Curves.closed(oval(side * 0.6 * w, 0.42, 0.25, 0.17)), tone, strength * 0.6);
      c.tone(Curves.closed(oval(side * 0.6 * w, 0.42, 0.17, 0.11)), tone, strength * 0.5);
    }
  }

  private void sockets() {
    Face.Eyes e = face.eyes();
    int shade = Rgb.dark(skin, 0.5);
    for (int side = -1; side <= 1; side += 2) {
      List<Point> p = oval(side * e.spacing(), e.height() - 0.04, 1.22 * e.size(), 0.95 * e.size());
      c.tone(Curves.closed(p), shade, 0.11);
    }
  }

  private void marks() {
    Face.Marks m = face.marks();
    double w = h.outline.width();
    int dark = Rgb.dark(skin, 0.72);
    if (m.freckles()) {
      double[][] at = {
        {0.3, 0.36},
        {0.42, 0.3},
        {0.55, 0.35},
        {0.66, 0.28},
        {0.38, 0.46},
        {0.52, 0.48},
        {0.66, 0.42}
      };
      for (double[] p : at) {
        c.disc(h.surface(p[0] * w, p[1]), 0.034, Rgb.mix(dark, 0x9a4a1c, 0.4), 0.75);
        c.disc(h.surface(-p[0] * w, p[1]), 0.034, Rgb.mix(dark, 0x9a4a1c, 0.4), 0.75);
      }
    }
    if (m.mole() >= 0) {
      double[][] at = {
        {-0.55, 0.5}, {0.6, 0.45}, {0.36, 0.72}, {-0.4, 0.74}, {0.3, -0.5}, {0.5, 0.24}
      };
      double[] p = at[m.mole()];
      c.disc(h.surface(p[0] * w, p[1] * face.outline().chin() / 1.27), 0.065, 0x2c1714, 0.95);
    }
    if (m.scar() >= 0) {
      double[][] at = {
        {0.5, 0.22, 0.62, 0.62}, {-0.62, 0.3, -0.34, 0.66}, {-0.5, -0.62, -0.3, -0.3}
      };
      double[] p = at[m.scar()];
      List<Point> line =
          List.of(
              h.surface(p[0] * w, p[1]),
              h.surface((p[0] + p[2]) / 2 * w + 0.03, (p[1] + p[3]) / 2),
              h.surface(p[2] * w, p[3]));
      c.line(Curves.open(line), Rgb.mix(Rgb.dark(skin, 0.3), 0xb03a3a, 0.5), 0.075);
      c.line(Curves.open(line), Rgb.light(skin, 0.5), 0.03);
    }
  }

  private void age() {
    double strength = face.marks().age();
    if (strength <= 0) {
      return;
    }
    int dark = Rgb.dark(skin, 0.6);
    double w = face.mouth().width() + 0.13;
    for (int side = -1; side <= 1; side += 2) {
      List<Point> fold =
          List.of(
              h.surface(side * (face.nose().width() + 0.06), face.nose().length() - 0.03),
              h.surface(side * (w - 0.03), f.noseBase + 0.1),
              h.surface(side * w, f.mouthY + 0.06));
      c.line(Curves.open(fold), dark, 0.04, 0.75 * strength);
      double e = face.eyes().spacing();
      double below = face.eyes().height() + face.eyes().size() * 0.95;
      List<Point> bag =
          List.of(
              h.surface(side * (e - 0.16), below),
              h.surface(side * e, below + 0.05),
              h.surface(side * (e + 0.16), below));
      c.line(Curves.open(bag), dark, 0.035, 0.7 * strength);
    }
  }

  private void mouth() {
    Face.Mouth m = face.mouth();
    double pigment = m.colour() == LipColour.NATURAL ? 0.62 : 0.85;
    int lips = Rgb.mix(skin, m.colour().rgb(), pigment);
    if (m.colour() == LipColour.NATURAL && Rgb.luminance(skin) < 0.35) {
      lips = Rgb.mix(skin, 0x9a4a4a, 0.5);
    }
    double open = h.expression.open();
    lip(-2, -1, Rgb.dark(lips, 0.14));
    lip(1, 2, lips);
    if (open > 0.1) {
      lip(-1, 1, 0x571d24);
      if (h.expression.smile() > 0.3) {
        List<Point> teeth = f.mouthRow(-1, 10);
        for (int i = 9; i >= 1; i--) {
          double t = 2.0 * i / 10 - 1;
          Point a = f.mouthPoint(t, -1);
          teeth.add(a.plus(f.mouthPoint(t, 1).minus(a).times(0.42)));
        }
        c.fill(Curves.closed(teeth), 0xf5f1ea);
      }
    } else {
      c.line(Curves.open(f.mouthRow(-1, 8)), Rgb.dark(lips, 0.62), 0.04);
    }
  }

  private void lip(int upper, int lower, int rgb) {
    List<Point> p = f.mouthRow(upper, 10);
    List<Point> below = f.mouthRow(lower, 10);
    for (int i = 9; i >= 1; i--) {
      p.add(below.get(i));
    }
    c.fill(Curves.closed(p), rgb);
  }

  private void nose() {
    NoseType type = face.nose().type();
    double len = face.nose().length();
    double tip = f.tipY();
    int shade = Rgb.dark(skin, 0.42);
    double top = 0.02;
    double narrow = type == NoseType.BROAD ? 0.5 : type == NoseType.BUTTON ? 0.25 : 0.42;
    List<Point> body = new ArrayList<>();
    body.add(f.nosePoint(-narrow * 0.7, top));
    body.add(f.nosePoint(-narrow * (type == NoseType.HOOKED ? 1.3 : 1), len * 0.55));
    wings(body, -1);
    body.add(f.nosePoint(0, Math.max(tip, f.noseBase - 0.02)));
    List<Point> right = new ArrayList<>();
    right.add(f.nosePoint(narrow * 0.7, top));
    right.add(f.nosePoint(narrow * (type == NoseType.HOOKED ? 1.3 : 1), len * 0.55));
    wings(right, 1);
    for (int i = right.size() - 1; i >= 0; i--) {
      body.add(right.get(i));
    }
    c.tone(Curves.closed(body), shade, 0.36);
    bridge(narrow, top);
    base(type);
  }

  private void wings(List<Point> p, int side) {
    p.add(f.nosePoint(side * 1.0, f.noseBase - 0.12));
    p.add(f.nosePoint(side * 0.92, f.noseBase - 0.02));
    p.add(f.nosePoint(side * 0.45, f.noseBase));
  }

  /** The nose's shadow line runs along the side that is turned away or away from the light. */
  private void bridge(double narrow, double top) {
    double len = face.nose().length();
    int side = h.yaw > 6 ? 1 : h.yaw < -6 ? -1 : h.look.part();
    if (face.nose().type() != NoseType.BUTTON) {
      List<Point> p = new ArrayList<>();
      for (int i = 0; i <= 4; i++) {
        double y = top + (len - 0.05 - top) * i / 4;
        double hump = face.nose().type() == NoseType.HOOKED ? 0.3 * i * (4 - i) / 4.0 : 0;
        p.add(f.nosePoint(side * (narrow * 0.8 + 0.45 * hump), y));
      }
      c.line(Curves.open(p), Rgb.dark(skin, 0.55), 0.045, 0.6);
    }
    double r = face.nose().type() == NoseType.POINTED ? 0.05 : 0.4 * face.nose().width();
    List<Point> shine = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double a = Math.PI * i / 4;
      shine.add(
          f.nosePoint(0, len - 0.04)
              .plus(new Point(StrictMath.cos(a), StrictMath.sin(a)).times(0.7 * r * h.unit)));
    }
    c.tone(Curves.closed(shine), Rgb.light(skin, 0.6), 0.38);
  }

  private void base(NoseType type) {
    int dark = Rgb.dark(skin, 0.72);
    List<Point> p = new ArrayList<>();
    double lift = type == NoseType.POINTED ? 0.03 : 0.07;
    p.add(f.nosePoint(-1, f.noseBase - 0.1));
    p.add(f.nosePoint(-0.9, f.noseBase - 0.036));
    p.add(f.nosePoint(-0.45, f.noseBase - 0.018));
    p.add(f.nosePoint(0, Math.max(f.noseBase, f.tipY())));
    p.add(f.nosePoint(0.45, f.noseBase - 0.018));
    p.add(f.nosePoint(0.9, f.noseBase - 0.036));
    p.add(f.nosePoint(1, f.noseBase - 0.1));
    c.line(Curves.open(p), dark, 0.045, 0.75);
    if (type == NoseType.BUTTON || type == NoseType.BROAD) {
      c.disc(f.nosePoint(-0.5, f.noseBase - lift * 0.7), 0.045, dark, 0.85);
      c.disc(f.nosePoint(0.5, f.noseBase - lift * 0.7), 0.045, dark, 0.85);
    }
  }

  private void eye(int side) {
    List<Point> upper = f.lidCurve(side, -1);
    List<Point> lower = f.lidCurve(side, 1);
    double thick = face.eyes().shape() == EyeShape.HOODED ? 0.085 : 0.06;
    if (h.expression.lids() < 0.85) {
      List<Point> white = new ArrayList<>(upper);
      for (int i = lower.size() - 2; i >= 1; i--) {
        white.add(lower.get(i));
      }
      c.fill(Curves.closed(white), 0xf8f6f2);
      double gaze = -0.12 * h.yaw / 45;
      double r = 0.58;
      int iris = face.eyes().iris().rgb();
      c.fill(Curves.closed(f.disc(side, r, gaze, 0)), Rgb.dark(iris, 0.35));
      c.fill(Curves.closed(f.disc(side, r * 0.86, gaze, 0.03)), iris);
      c.fill(Curves.closed(f.disc(side, r * 0.42, gaze, 0)), 0x120d12);
      if (h.expression.lids() < 0.5) {
        Point shine = f.eyePoint(side, gaze - 0.18, -0.17 * face.eyes().size());
        c.disc(shine, 0.17 * face.eyes().size(), 0xffffff, 0.95);
      }
      c.line(Curves.open(lower), Rgb.dark(skin, 0.6), 0.03, 0.6);
    }
    c.line(Curves.open(upper), 0x2a1a1c, thick);
  }

  private void brow(int side) {
    Face.Brows b = face.brows();
    int hair = h.look.hairRgb();
    int rgb = Rgb.dark(hair, Rgb.luminance(hair) > 0.4 ? 0.35 : 0.15);
    if (Rgb.luminance(skin) < 0.35) {
      rgb = Rgb.dark(rgb, 0.4);
    }
    List<Point> p = new ArrayList<>();
    for (int i = -2; i <= 2; i++) {
      double taper = 1 - 0.14 * (i * side + 2);
      p.add(f.browPoint(side, i / 2.0, -0.5 * b.thickness() * taper));
    }
    for (int i = 2; i >= -2; i--) {
      double taper = 1 - 0.14 * (i * side + 2);
      p.add(f.browPoint(side, i / 2.0, 0.5 * b.thickness() * taper));
    }
    c.fill(Curves.closed(p), rgb);
  }
}
