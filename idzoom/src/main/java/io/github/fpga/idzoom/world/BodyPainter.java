package io.github.fpga.idzoom.world;

import static io.github.fpga.idzoom.world.BodyGeometry.ANKLE;
import static io.github.fpga.idzoom.world.BodyGeometry.ELBOW;
import static io.github.fpga.idzoom.world.BodyGeometry.HIP;
import static io.github.fpga.idzoom.world.BodyGeometry.KNEE;
import static io.github.fpga.idzoom.world.BodyGeometry.SHOULDER;
import static io.github.fpga.idzoom.world.BodyGeometry.WRIST;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.List;

/** Draws a body with its clothes: legs, neck, trunk, arms, hands, shoes. */
final class BodyPainter {
  private static final double LEG = 0.78;
  private static final double ARM = 0.56;

  private final Canvas c;
  private final Person person;
  private final BodyGeometry b;
  private final Outfit outfit;
  private final int skin;
  private final int cloth;

  BodyPainter(Canvas canvas, Person person) {
    c = canvas;
    this.person = person;
    b = new BodyGeometry(person);
    outfit = person.nuisance().outfit();
    skin = person.identity().look().skinRgb();
    cloth = outfit.colour().rgb();
  }

  void paint() {
    c.unit(b.unit);
    ClothesPainter clothes = new ClothesPainter(c, b, outfit, skin);
    if (b.sitting) {
      stool();
    }
    clothes.behindNeck();
    for (int side = -1; side <= 1; side += 2) {
      leg(side);
    }
    for (int side = -1; side <= 1; side += 2) {
      upperArm(side);
    }
    neck();
    clothes.trunk();
    for (int side = -1; side <= 1; side += 2) {
      forearm(side);
    }
  }

  private void stool() {
    Point l = b.joint(HIP, -1);
    Point r = b.joint(HIP, 1);
    double y = (l.y() + r.y()) / 2;
    double u = b.unit;
    double floor = Math.max(b.joint(ANKLE, -1).y(), b.joint(ANKLE, 1).y()) + 0.1 * u;
    double x = (l.x() + r.x()) / 2;
    for (int side = -1; side <= 1; side += 2) {
      c.limb(
          List.of(new Point(x + side * 1.1 * u, y + 0.3 * u), new Point(x + side * 1.3 * u, floor)),
          0.22,
          0x7a5636);
    }
    Path2D seat =
        Curves.closed(
            List.of(
                new Point(x - 1.6 * u, y + 0.2 * u),
                new Point(x, y),
                new Point(x + 1.6 * u, y + 0.2 * u),
                new Point(x + 1.5 * u, y + 0.55 * u),
                new Point(x - 1.5 * u, y + 0.55 * u)));
    c.volume(seat, 0x9a6d45, 0.5);
  }

  private void neck() {
    Point neck = b.neck();
    Point chin = person.faceCentre().plus(new Point(0, 0.6 * person.faceSize()));
    Point head = BodyGeometry.between(b.face(), neck, 0.3);
    c.limb(List.of(head, neck.plus(new Point(0, 0.1 * b.unit))), 0.72, Rgb.dark(skin, 0.04));
    // The head's shadow.
    c.limb(List.of(head, chin), 0.72, Rgb.dark(skin, 0.24));
  }

  private void leg(int side) {
    Point ankle = b.joint(ANKLE, side);
    boolean bare = outfit.type() == ClothesType.DRESS;
    shoe(side, ankle);
    c.limb(b.leg(side), bare ? LEG * 0.72 : LEG, bare ? skin : outfit.legs());
    if (!bare && b.sitting) {
      Point knee = b.joint(KNEE, side);
      c.tone(Canvas.circle(knee, 0.36 * b.unit), Rgb.light(outfit.legs(), 0.3), 0.4);
    }
  }

  private void shoe(int side, Point ankle) {
    double u = b.unit;
    double x = ankle.x();
    double y = ankle.y() + 0.12 * u;
    Path2D shoe =
        Curves.closed(
            List.of(
                new Point(x - 0.34 * u, y - 0.1 * u),
                new Point(x + 0.34 * u, y - 0.1 * u),
                new Point(x + (0.42 + 0.2 * side) * u, y + 0.28 * u),
                new Point(x + 0.3 * side * u, y + 0.4 * u),
                new Point(x - (0.42 - 0.2 * side) * u, y + 0.28 * u)));
    c.volume(shoe, outfit.shoes(), 0.5);
  }

  /** The upper arm lies behind the trunk, so that shoulders join smoothly. */
  private void upperArm(int side) {
    Point shoulder = BodyGeometry.between(b.joint(SHOULDER, side), b.torso(0, 0.1), 0.16);
    Point elbow = b.joint(ELBOW, side);
    switch (outfit.type()) {
      case TANK_TOP -> c.limb(List.of(shoulder, elbow), ARM * 0.86, skin);
      case T_SHIRT, DRESS -> {
        c.limb(List.of(shoulder, elbow), ARM * 0.82, skin);
        c.limb(List.of(shoulder, BodyGeometry.between(shoulder, elbow, 0.62)), ARM * 1.25, cloth);
      }
      default -> {
        c.limb(List.of(shoulder, elbow), sleeve(), cloth);
        if (outfit.striped()) {
          stripe(shoulder, elbow, sleeve());
        }
      }
    }
  }

  private double sleeve() {
    return outfit.type() == ClothesType.SHIRT ? ARM : ARM * 1.18;
  }

  private void forearm(int side) {
    Point elbow = b.joint(ELBOW, side);
    Point wrist = b.joint(WRIST, side);
    hand(wrist.plus(wrist.minus(elbow).times(0.16)));
    switch (outfit.type()) {
      case TANK_TOP, T_SHIRT, DRESS -> c.limb(List.of(elbow, wrist), ARM * 0.8, skin);
      default -> {
        c.limb(List.of(elbow, wrist), sleeve(), cloth);
        if (outfit.striped()) {
          stripe(elbow, wrist, sleeve());
        }
        if (outfit.type() == ClothesType.SUIT) {
          Point cuff = BodyGeometry.between(elbow, wrist, 0.97);
          c.limb(List.of(cuff, wrist), sleeve() * 0.8, 0xf4f2ec);
        }
      }
    }
  }

  private void stripe(Point from, Point to, double width) {
    int tone = Rgb.luminance(cloth) > 0.5 ? Rgb.dark(cloth, 0.4) : Rgb.light(cloth, 0.6);
    for (double s = 0.25; s < 0.95; s += 0.4) {
      Point a = BodyGeometry.between(from, to, s);
      Point d = to.minus(from);
      double length = Math.max(1e-9, Math.sqrt(d.x() * d.x() + d.y() * d.y()));
      Point n = new Point(-d.y(), d.x()).times(0.4 * width * b.unit / length);
      c.line(Curves.open(List.of(a.plus(n), a.minus(n))), tone, 0.16, 0.9);
    }
  }

  private void hand(Point centre) {
    c.limb(List.of(centre, centre.plus(new Point(0, 0.02 * b.unit))), 0.56, skin);
  }
}
