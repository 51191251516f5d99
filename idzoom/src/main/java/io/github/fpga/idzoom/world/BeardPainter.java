package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Draws beards on the lower face. */
final class BeardPainter {
  private final Canvas c;
  private final FaceGeometry f;
  private final HeadGeometry h;
  private final int rgb;

  BeardPainter(Canvas canvas, FaceGeometry geometry) {
    c = canvas;
    f = geometry;
    h = geometry.head;
    rgb = Rgb.dark(h.look.hairRgb(), 0.12);
  }

  void paint() {
    switch (h.look.beard()) {
      case NONE -> {}
      case STUBBLE -> c.fill(jawBand(0, 0.03), Rgb.dark(rgb, 0.2), 0.42);
      case FULL -> {
        c.volume(jawBand(0, 0.14), rgb, 0.4);
        moustache(0.03);
      }
      case CHIN_STRAP -> c.volume(jawBand(0.62, 0.05), rgb, 0.4);
      case MOUSTACHE -> moustache(0.09);
      case GOATEE -> {
        goatee();
        moustache(0.02);
      }
    }
  }

  /** Along the jaw from ear to ear; inset 0 reaches up to the mouth, towards 1 leaves a strap. */
  private Path2D jawBand(double inset, double below) {
    List<Point> jaw = h.jaw();
    List<Point> p = new ArrayList<>();
    int n = jaw.size();
    for (int i = 1; i < n - 1; i++) {
      double drop = below * (1 - Math.abs(2.0 * i / (n - 1) - 1));
      p.add(jaw.get(i).plus(h.project(0, drop, 0).minus(h.project(0, 0, 0))));
    }
    double w = h.outline.width();
    double jw = 0.3 + 0.7 * h.outline.jaw();
    double chin = h.chin;
    double strap = inset;
    double up = f.mouthY + (chin - f.mouthY) * strap;
    p.add(h.surface(0.9 * w, 0.2));
    p.add(h.surface((0.74 + 0.1 * strap) * w * jw, 0.55 * chin));
    p.add(h.surface((0.5 + 0.12 * strap) * w * jw, up - 0.12 * (1 - strap)));
    p.add(h.surface(0, strap > 0 ? up : f.noseBase + 0.05));
    p.add(h.surface(-(0.5 + 0.12 * strap) * w * jw, up - 0.12 * (1 - strap)));
    p.add(h.surface(-(0.74 + 0.1 * strap) * w * jw, 0.55 * chin));
    p.add(h.surface(-0.9 * w, 0.2));
    return Curves.closed(p);
  }

  private void moustache(double extra) {
    double w = h.face.mouth().width() * 0.9 + extra;
    double y = f.mouthY - 0.4 * h.face.mouth().upper() - 0.04 * h.expression.smile();
    double top = f.noseBase + 0.01;
    c.volume(
        Curves.closed(
            List.of(
                h.surface(-w - 0.06, y + 0.06, 0.04),
                h.surface(-w * 0.75, (y + top) / 2 - 0.02, 0.05),
                h.surface(-0.08, top, 0.08),
                h.surface(0.08, top, 0.08),
                h.surface(w * 0.75, (y + top) / 2 - 0.02, 0.05),
                h.surface(w + 0.06, y + 0.06, 0.04),
                h.surface(w * 0.5, y + 0.02, 0.05),
                h.surface(0, y - 0.02, 0.08),
                h.surface(-w * 0.5, y + 0.02, 0.05))),
        rgb,
        0.3);
  }

  private void goatee() {
    double w = Math.max(0.2, 0.62 * h.face.mouth().width());
    double top = f.mouthY + h.face.mouth().lower() + 0.1 * h.expression.open() + 0.03;
    c.volume(
        Curves.closed(
            List.of(
                h.surface(-w, top - 0.02, 0.02),
                h.surface(-0.3 * w, top + 0.02, 0.03),
                h.surface(0.3 * w, top + 0.02, 0.03),
                h.surface(w, top - 0.02, 0.02),
                h.surface(w * 0.85, h.chin - 0.02, 0.02),
                h.surface(0, h.chin + 0.2, 0.03),
                h.surface(-w * 0.85, h.chin - 0.02, 0.02))),
        rgb,
        0.4);
  }
}
