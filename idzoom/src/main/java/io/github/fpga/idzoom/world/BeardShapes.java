package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The outlines of beards, in scene coordinates; they belong to the head mask. */
final class BeardShapes {
  private final FaceGeometry f;
  private final HeadGeometry h;

  BeardShapes(FaceGeometry geometry) {
    f = geometry;
    h = geometry.head;
  }

  /** The parts in drawing order; empty without a beard. */
  List<Path2D> parts() {
    return switch (h.look.beard()) {
      case NONE -> List.of();
      case STUBBLE -> List.of(jawBand(0, 0.03));
      case FULL -> List.of(jawBand(0, 0.14), moustache(0.03));
      case CHIN_STRAP -> List.of(jawBand(0.62, 0.05));
      case MOUSTACHE -> List.of(moustache(0.09));
      case GOATEE -> List.of(goatee(), moustache(0.02));
    };
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

  private Path2D moustache(double extra) {
    double w = h.face.mouth().width() * 0.9 + extra;
    double y = f.mouthY - 0.4 * h.face.mouth().upper() - 0.04 * h.expression.smile();
    double top = f.noseBase + 0.01;
    return Curves.closed(
        List.of(
            h.surface(-w - 0.06, y + 0.06, 0.04),
            h.surface(-w * 0.75, (y + top) / 2 - 0.02, 0.05),
            h.surface(-0.08, top, 0.08),
            h.surface(0.08, top, 0.08),
            h.surface(w * 0.75, (y + top) / 2 - 0.02, 0.05),
            h.surface(w + 0.06, y + 0.06, 0.04),
            h.surface(w * 0.5, y + 0.02, 0.05),
            h.surface(0, y - 0.02, 0.08),
            h.surface(-w * 0.5, y + 0.02, 0.05)));
  }

  private Path2D goatee() {
    double w = Math.max(0.2, 0.62 * h.face.mouth().width());
    double top = f.mouthY + h.face.mouth().lower() + 0.1 * h.expression.open() + 0.03;
    return Curves.closed(
        List.of(
            h.surface(-w, top - 0.02, 0.02),
            h.surface(-0.3 * w, top + 0.02, 0.03),
            h.surface(0.3 * w, top + 0.02, 0.03),
            h.surface(w, top - 0.02, 0.02),
            h.surface(w * 0.85, h.chin - 0.02, 0.02),
            h.surface(0, h.chin + 0.2, 0.03),
            h.surface(-w * 0.85, h.chin - 0.02, 0.02)));
  }
}
