package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The silhouettes of hair styles on a head, in scene coordinates. */
final class HairShapes {
  /** Behind the body; null paths do not occur, lists may be empty. */
  final List<Path2D> back = new ArrayList<>();

  /** Behind the face, over the skull. */
  final List<Path2D> cap = new ArrayList<>();

  /** Over the face. */
  final List<Path2D> front = new ArrayList<>();

  /** Whether hair covers the ears. */
  boolean coversEars;

  private final HeadGeometry h;
  private final HairOutlines o;
  private final double crown;
  private final int part;

  HairShapes(HeadGeometry head) {
    h = head;
    o = new HairOutlines(head);
    crown = -head.outline.crown();
    part = head.look.part();
    boolean hat = head.look.headgear() == Headgear.BEANIE || head.look.headgear() == Headgear.CAP;
    style(head.look.hairStyle(), hat);
  }

  private void style(HairStyle style, boolean hat) {
    switch (style) {
      case BALD -> {}
      case RECEDING -> receding();
      case BUZZ -> cap.add(o.skull(0.02, 0.03, 0.3));
      case SHORT -> shortHair();
      case SIDE_PART -> sidePart();
      case QUIFF -> quiff();
      case SPIKY -> spiky();
      case FRINGE -> fringe(hat);
      case BOB -> bob();
      case LONG -> longHair(false);
      case LONG_FRINGE -> longHair(true);
      case BUN -> bun();
      case PONYTAIL -> ponytail();
      case PIGTAILS -> pigtails();
      case CURLS -> curls();
      case AFRO -> afro();
      case MOHAWK -> mohawk();
    }
  }

  private void receding() {
    for (int s = -1; s <= 1; s += 2) {
      cap.add(
          Curves.closed(
              List.of(
                  o.rim(s * 0.98, -0.62),
                  o.rim(s * 1.13, -0.3),
                  o.rim(s * 1.14, 0.15),
                  o.rim(s * 0.9, 0.5),
                  o.rim(s * 0.55, 0.3),
                  o.rim(s * 0.75, -0.3))));
    }
  }

  private void shortHair() {
    cap.add(o.skull(0.08, 0.13, 0.25));
    List<Point> p = new ArrayList<>(o.arch(1.07, 0.12));
    double[] x = {0.93, 0.66, 0.5, 0.24, 0.08, -0.2, -0.36, -0.62, -0.93};
    double[] y = {-0.2, -0.74, -0.6, -0.8, -0.62, -0.8, -0.6, -0.74, -0.2};
    for (int i = 0; i < x.length; i++) {
      p.add(o.on(x[i], y[i]));
    }
    front.add(Curves.closed(p));
  }

  private void sidePart() {
    cap.add(o.skull(0.09, 0.16, 0.25));
    int s = part;
    front.add(
        Curves.closed(
            List.of(
                o.on(-s * 0.95, -0.1),
                o.rim(-s * 1.1, -0.45),
                o.rim(-s * 0.92, 0.92 * crown),
                o.rim(-s * 0.3, crown - 0.27),
                o.rim(s * 0.35, crown - 0.2),
                o.on(s * 0.5, -0.95),
                o.on(s * 0.36, -0.72),
                o.on(-s * 0.2, -0.5),
                o.on(-s * 0.72, -0.42))));
    front.add(
        Curves.closed(
            List.of(
                o.rim(s * 0.2, crown - 0.16),
                o.rim(s * 0.84, 0.85 * crown),
                o.rim(s * 1.08, -0.4),
                o.on(s * 0.95, -0.1),
                o.on(s * 0.8, -0.5),
                o.on(s * 0.42, -0.78))));
  }

  private void quiff() {
    cap.add(o.skull(0.03, 0.05, 0.2));
    int s = part;
    front.add(
        Curves.closed(
            List.of(
                o.on(-s * 0.86, -0.5),
                o.rim(-s * 1.0, crown * 0.85),
                o.rim(-s * 0.75, crown - 0.42),
                o.rim(-s * 0.05, crown - 0.62),
                o.rim(s * 0.62, crown - 0.45),
                o.rim(s * 0.9, crown * 0.8),
                o.on(s * 0.84, -0.5),
                o.on(s * 0.4, -0.74),
                o.on(-s * 0.3, -0.78))));
  }

  private void spiky() {
    cap.add(o.skull(0.05, 0.1, 0.22));
    List<Point> p = new ArrayList<>();
    p.add(o.on(-0.95, -0.15));
    int n = 7;
    for (int i = 0; i < n; i++) {
      double a = StrictMath.toRadians(168 - 156.0 * i / (n - 1));
      double b = StrictMath.toRadians(168 - 156.0 * (i + 0.5) / (n - 1));
      p.add(o.rim(1.32 * StrictMath.cos(a), -0.3 + (crown - 0.1) * 1.12 * StrictMath.sin(a)));
      if (i + 1 < n) {
        p.add(o.rim(1.0 * StrictMath.cos(b), -0.3 + (crown + 0.25) * StrictMath.sin(b)));
      }
    }
    double[] x = {0.95, 0.6, 0.42, 0.15, -0.05, -0.3, -0.5};
    double[] y = {-0.15, -0.78, -0.55, -0.8, -0.5, -0.8, -0.58};
    for (int i = 0; i < x.length; i++) {
      p.add(o.on(x[i], y[i]));
    }
    p.add(o.on(-0.75, -0.72));
    front.add(Curves.polygon(p));
  }

  private void fringe(boolean hat) {
    cap.add(o.skull(0.16, hat ? 0.05 : 0.17, 0.62));
    front.add(o.bangs(1.15, hat ? 0.04 : 0.17));
    front.addAll(o.locks(0.45));
  }

  private void bob() {
    cap.add(o.skull(0.22, 0.16, 0.85));
    front.addAll(o.curtains(0.15));
    front.addAll(o.locks(0.95));
    coversEars = true;
  }

  private void longHair(boolean bangs) {
    back.add(
        Curves.closed(
            List.of(
                o.rim(-1.1, -0.4),
                o.rim(-1.26, 0.5),
                o.rim(-1.36, 1.5),
                o.rim(-1.2, 2.5),
                o.rim(-0.5, 2.75),
                o.rim(0.5, 2.75),
                o.rim(1.2, 2.5),
                o.rim(1.36, 1.5),
                o.rim(1.26, 0.5),
                o.rim(1.1, -0.4))));
    cap.add(o.skull(0.17, 0.16, 0.8));
    if (bangs) {
      front.add(o.bangs(1.15, 0.16));
    } else {
      front.addAll(o.curtains(0.15));
    }
    front.addAll(o.locks(1.5));
    coversEars = true;
  }

  private void sleek() {
    cap.add(o.skull(0.04, 0.09, 0.25));
  }

  private void bun() {
    sleek();
    cap.add(0, Curves.closed(o.oval(0.1 * part, crown - 0.42, 0.5, 0.42)));
  }

  private void ponytail() {
    sleek();
    int s = part;
    back.add(
        Curves.closed(
            List.of(
                o.rim(s * 0.4, crown * 0.9),
                o.rim(s * 0.95, crown - 0.12),
                o.rim(s * 1.55, -0.6),
                o.rim(s * 1.72, 0.3),
                o.rim(s * 1.6, 1.3),
                o.rim(s * 1.35, 0.9),
                o.rim(s * 1.2, 0.1),
                o.rim(s * 0.9, -0.5))));
  }

  private void pigtails() {
    sleek();
    for (int s = -1; s <= 1; s += 2) {
      back.add(
          Curves.closed(
              List.of(
                  o.rim(s * 0.9, -0.1),
                  o.rim(s * 1.35, -0.25),
                  o.rim(s * 1.75, 0.3),
                  o.rim(s * 1.7, 1.0),
                  o.rim(s * 1.45, 1.45),
                  o.rim(s * 1.25, 1.0),
                  o.rim(s * 1.1, 0.4))));
    }
  }

  private void curls() {
    cap.add(o.skull(0.1, 0.14, 0.6));
    int n = 13;
    for (int i = 0; i < n; i++) {
      double a = StrictMath.toRadians(220 - 260.0 * i / (n - 1));
      double x = 1.14 * StrictMath.cos(a);
      double y = -0.15 + (crown + 0.05) * StrictMath.sin(a);
      cap.add(Curves.closed(o.oval(x, y, 0.27, 0.27)));
    }
    for (double x : new double[] {-0.8, -0.4, 0, 0.4, 0.8}) {
      Point c = o.on(x, -0.82 + 0.3 * x * x);
      front.add(Curves.closed(HairOutlines.around(c, 0.25 * h.unit)));
    }
    coversEars = true;
  }

  private void afro() {
    List<Point> p = new ArrayList<>();
    int n = 36;
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / n;
      double r = i % 2 == 0 ? 1 : 0.95;
      p.add(o.rim(1.58 * r * StrictMath.cos(a), -0.52 + 1.4 * r * StrictMath.sin(a)));
    }
    cap.add(Curves.closed(p));
    coversEars = true;
  }

  private void mohawk() {
    cap.add(o.skull(0.015, 0.02, 0.15));
    front.add(
        Curves.closed(
            List.of(
                o.on(-0.2, -0.72),
                o.rim(-0.3, crown - 0.1),
                o.rim(-0.36, crown - 0.5),
                o.rim(-0.12, crown - 0.82),
                o.rim(0.14, crown - 0.8),
                o.rim(0.36, crown - 0.45),
                o.rim(0.3, crown - 0.1),
                o.on(0.2, -0.72))));
  }

  HairOutlines outlines() {
    return o;
  }

  /** All hair as one list: the hair's part of the head mask. */
  List<Path2D> all() {
    List<Path2D> all = new ArrayList<>(back);
    all.addAll(cap);
    all.addAll(front);
    return all;
  }
}
