package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws hair: what hangs behind the body, what covers the skull, what falls over the face. */
final class HairPainter {
  private final Canvas c;
  private final HeadGeometry h;
  private final HairShapes shapes;
  private final int rgb;
  private final Rectangle2D frame;

  HairPainter(Canvas canvas, HeadGeometry head, HairShapes hair) {
    c = canvas;
    h = head;
    shapes = hair;
    rgb = head.look.hairRgb();
    frame = hair.outlines().skull(0.1, 0.1, 0.9).getBounds2D();
  }

  void back() {
    for (Path2D p : shapes.back) {
      c.volume(p, Rgb.dark(rgb, 0.18), 0.5);
    }
  }

  /** The skull: hair, or skin where there is none. */
  void skull() {
    HairStyle style = h.look.hairStyle();
    int skin = h.look.skinRgb();
    if (style == HairStyle.BALD || style == HairStyle.RECEDING) {
      c.volume(shapes.outlines().skull(0, 0, 0.3), skin, 0.4, frame);
    }
    int cap = rgb;
    if (style == HairStyle.BUZZ || style == HairStyle.MOHAWK) {
      // Cropped so short that the skin shines through.
      cap = Rgb.mix(skin, rgb, style == HairStyle.BUZZ ? 0.72 : 0.3);
    }
    if (style == HairStyle.CURLS) {
      cap = Rgb.dark(rgb, 0.12);
    }
    for (Path2D p : shapes.cap) {
      c.volume(p, cap, 0.6, frame);
    }
  }

  void front() {
    for (Path2D p : shapes.front) {
      c.volume(p, rgb, 0.6, frame);
    }
    if (!c.flat() && h.look.hairStyle() != HairStyle.BALD) {
      strands();
    }
  }

  private void strands() {
    double top = -h.outline.crown();
    switch (h.look.hairStyle()) {
      case FRINGE, LONG_FRINGE -> {
        for (double x = -0.6; x < 0.7; x += 0.4) {
          strand(List.of(h.rim(x * 0.8, top * 0.95), h.surface(x, -0.55, 0.07)), -1);
        }
        gloss(top);
      }
      case BOB, LONG, SHORT, SIDE_PART -> gloss(top);
      case BUN, PONYTAIL, PIGTAILS -> {
        if (Math.abs(h.yaw) > 16) {
          return;
        }
        for (double x = -0.6; x < 0.7; x += 0.4) {
          double tip = 0.15 * h.look.part();
          strand(
              List.of(
                  h.surface(x, -0.95, 0.04),
                  h.rim(x * 0.7 + tip, top * 0.93),
                  h.rim(x * 0.3 + tip, top * 0.99)),
              -1);
        }
      }
      default -> {}
    }
  }

  private void gloss(double top) {
    strand(
        List.of(h.rim(-0.62, top * 0.78), h.rim(-0.38, top * 0.92), h.rim(-0.05, top * 0.98)), 1);
  }

  private void strand(List<Point> points, int lighter) {
    int tone = lighter > 0 ? Rgb.light(rgb, 0.45) : Rgb.dark(rgb, 0.5);
    c.line(Curves.open(points), tone, lighter > 0 ? 0.07 : 0.03, lighter > 0 ? 0.55 : 0.5);
  }
}
