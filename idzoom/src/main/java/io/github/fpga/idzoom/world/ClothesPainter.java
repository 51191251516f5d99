package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Draws the trunk of a garment with what makes it recognisable. */
final class ClothesPainter {
  private final Canvas c;
  private final BodyGeometry b;
  private final Outfit outfit;
  private final int skin;
  private final int cloth;
  private final int darker;
  private final int accent;

  ClothesPainter(Canvas canvas, BodyGeometry body, Outfit outfit, int skin) {
    c = canvas;
    b = body;
    this.outfit = outfit;
    this.skin = skin;
    cloth = outfit.colour().rgb();
    darker = Rgb.dark(cloth, 0.35);
    accent = Rgb.luminance(cloth) > 0.5 ? Rgb.dark(cloth, 0.4) : Rgb.light(cloth, 0.6);
  }

  /** A hood lies behind the neck. */
  void behindNeck() {
    if (outfit.type() == ClothesType.HOODIE) {
      c.volume(
          Curves.closed(
              List.of(
                  b.torso(-0.75, -0.02),
                  b.torso(-0.72, -0.2),
                  b.torso(0, -0.28),
                  b.torso(0.72, -0.2),
                  b.torso(0.75, -0.02),
                  b.torso(0, 0.12))),
          Rgb.dark(cloth, 0.2),
          0.4);
    }
  }

  void trunk() {
    switch (outfit.type()) {
      case T_SHIRT -> {
        c.volume(b.trunk(1.08, 0), cloth, 0.55);
        stripes();
        neckline(0.42, 0.06, skin);
      }
      case SHIRT -> shirt();
      case HOODIE -> hoodie();
      case DRESS -> dress();
      case SUIT -> suit();
      case COAT -> coat();
      case SWEATER -> {
        c.volume(b.trunk(1.1, 0.06), cloth, 0.55);
        stripes();
        collarBand();
        c.line(Curves.open(List.of(b.torso(-0.82, 1.0), b.torso(0.82, 1.0))), darker, 0.07, 0.7);
      }
      case TANK_TOP -> tankTop();
    }
  }

  /** The opening at the neck: skin or a shirt shows down to a height. */
  private void neckline(double width, double depth, int rgb) {
    Path2D opening =
        Curves.closed(
            List.of(
                b.torso(-width, -0.12),
                b.torso(-width * 0.75, depth * 0.4),
                b.torso(0, depth + 0.03),
                b.torso(width * 0.75, depth * 0.4),
                b.torso(width, -0.12),
                b.torso(0, -0.16)));
    c.fill(opening, rgb);
    c.line(
        Curves.open(
            List.of(
                b.torso(-width, -0.1),
                b.torso(-width * 0.75, depth * 0.4),
                b.torso(0, depth + 0.03),
                b.torso(width * 0.75, depth * 0.4),
                b.torso(width, -0.1))),
        darker,
        0.1);
  }

  private void collarBand() {
    c.volume(
        Curves.closed(
            List.of(
                b.torso(-0.38, -0.12),
                b.torso(-0.3, -0.21),
                b.torso(0, -0.19),
                b.torso(0.3, -0.21),
                b.torso(0.38, -0.12),
                b.torso(0, 0.02))),
        Rgb.dark(cloth, 0.12),
        0.3);
  }

  private void stripes() {
    if (!outfit.striped()) {
      return;
    }
    for (double y = 0.18; y < 1; y += 0.17) {
      double w = 0.86 - 0.1 * y;
      c.line(
          Curves.open(List.of(b.torso(-w, y), b.torso(0, y + 0.015), b.torso(w, y))),
          accent,
          0.2,
          0.9);
    }
  }

  private void shirt() {
    c.volume(b.trunk(1.1, 0.02), cloth, 0.55);
    neckline(0.3, 0.08, skin);
    c.line(Curves.open(List.of(b.torso(0, 0.12), b.torso(0, 1.06))), darker, 0.045);
    for (double y = 0.22; y < 1; y += 0.19) {
      c.disc(b.torso(0, y), 0.07, accent, 1);
    }
    collar(cloth);
  }

  private void collar(int rgb) {
    for (int s = -1; s <= 1; s += 2) {
      c.volume(
          Curves.polygon(
              List.of(
                  b.torso(s * 0.3, -0.2),
                  b.torso(s * 0.48, -0.06),
                  b.torso(s * 0.26, 0.12),
                  b.torso(s * 0.02, 0.06))),
          Rgb.light(rgb, 0.18),
          0.3);
    }
  }

  private void hoodie() {
    c.volume(b.trunk(1.12, 0.1), cloth, 0.55);
    neckline(0.46, 0.1, skin);
    c.line(
        Curves.open(List.of(b.torso(-0.5, -0.08), b.torso(0, 0.15), b.torso(0.5, -0.08))),
        Rgb.dark(cloth, 0.22),
        0.26);
    for (int s = -1; s <= 1; s += 2) {
      c.line(
          Curves.open(List.of(b.torso(s * 0.16, 0.14), b.torso(s * 0.18, 0.42))), 0xf1eee6, 0.07);
    }
    Path2D pocket =
        Curves.polygon(
            List.of(
                b.torso(-0.4, 0.66),
                b.torso(0.4, 0.66),
                b.torso(0.58, 0.98),
                b.torso(-0.58, 0.98)));
    c.fill(pocket, Rgb.dark(cloth, 0.12));
    c.line(pocket, darker, 0.05, 0.8);
  }

  private void dress() {
    Path2D skirt =
        Curves.closed(
            List.of(
                b.torso(-0.62, 0.66),
                b.torso(0.62, 0.66),
                b.torso(0.98, 1.2),
                b.torso(1.3, 1.68),
                b.torso(0, 1.76),
                b.torso(-1.3, 1.68),
                b.torso(-0.98, 1.2)));
    c.volume(skirt, cloth, 0.6);
    c.volume(b.trunk(0.92, -0.2), cloth, 0.55);
    neckline(0.5, 0.12, skin);
    c.line(Curves.open(List.of(b.torso(-0.68, 0.7), b.torso(0.68, 0.7))), darker, 0.2, 0.9);
    for (double x : new double[] {-0.5, 0, 0.5}) {
      c.line(
          Curves.open(List.of(b.torso(x * 0.6, 0.95), b.torso(x * 1.3, 1.62))), darker, 0.06, 0.5);
    }
  }

  private void suit() {
    c.volume(b.trunk(1.14, 0.04), cloth, 0.55);
    wedge(0.34, 0.62, 0xf4f2ec);
    Shape tie =
        Curves.polygon(
            List.of(
                b.torso(-0.07, -0.05),
                b.torso(0.07, -0.05),
                b.torso(0.12, 0.45),
                b.torso(0, 0.56),
                b.torso(-0.12, 0.45)));
    c.fill(tie, Rgb.luminance(cloth) > 0.6 ? 0x3b4a78 : 0xb03a48);
    lapels(0.62);
    collar(0xf4f2ec);
    c.disc(b.torso(0.04, 0.72), 0.07, darker, 1);
  }

  private void wedge(double width, double depth, int rgb) {
    c.fill(
        Curves.polygon(
            List.of(
                b.torso(-width, -0.13),
                b.torso(0, -0.2),
                b.torso(width, -0.13),
                b.torso(0, depth))),
        rgb);
  }

  private void lapels(double depth) {
    for (int s = -1; s <= 1; s += 2) {
      c.volume(
          Curves.polygon(
              List.of(
                  b.torso(s * 0.34, -0.14),
                  b.torso(s * 0.62, 0.14),
                  b.torso(s * 0.44, 0.2),
                  b.torso(s * 0.46, 0.28),
                  b.torso(0, depth),
                  b.torso(s * 0.22, 0.12))),
          Rgb.dark(cloth, 0.16),
          0.3);
    }
  }

  private void coat() {
    c.volume(b.trunk(b.sitting ? 1.2 : 1.62, 0.2), cloth, 0.6);
    wedge(0.36, 0.3, Rgb.mix(0xe9e2d2, skin, 0.15));
    lapels(0.4);
    double hem = b.sitting ? 1.15 : 1.58;
    c.line(Curves.open(List.of(b.torso(0, 0.4), b.torso(0, hem))), darker, 0.06);
    for (double y = 0.5; y < 1.2; y += 0.22) {
      c.disc(b.torso(0.16, y), 0.085, darker, 1);
      c.disc(b.torso(-0.16, y), 0.085, darker, 1);
    }
    c.line(Curves.open(List.of(b.torso(-0.8, 0.72), b.torso(0.8, 0.72))), darker, 0.16, 0.8);
  }

  private void tankTop() {
    // Bare shoulders: the trunk in skin, the garment on narrow straps over it.
    c.volume(b.trunk(1.0, 0), skin, 0.4);
    List<Point> p = new ArrayList<>();
    double[][] right = {
      {0.5, -0.08}, {0.64, -0.05}, {0.66, 0.12}, {0.92, 0.3}, {0.8, 0.62}, {0.8, 1.06}
    };
    p.add(b.torso(-0.3, 0.12));
    p.add(b.torso(0, 0.18));
    p.add(b.torso(0.3, 0.12));
    for (double[] v : right) {
      p.add(b.torso(v[0], v[1]));
    }
    for (int i = right.length - 1; i >= 0; i--) {
      p.add(b.torso(-right[i][0], right[i][1]));
    }
    c.volume(Curves.closed(p), cloth, 0.5);
  }
}
