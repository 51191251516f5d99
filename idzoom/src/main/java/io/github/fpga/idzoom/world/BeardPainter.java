package io.github.fpga.idzoom.world;

import java.awt.geom.Path2D;
import java.util.List;

/** Draws beards on the lower face. */
final class BeardPainter {
  private final Canvas c;
  private final HeadGeometry h;
  private final List<Path2D> parts;
  private final int rgb;

  BeardPainter(Canvas canvas, FaceGeometry geometry) {
    c = canvas;
    h = geometry.head;
    parts = new BeardShapes(geometry).parts();
    rgb = Rgb.dark(h.look.hairRgb(), 0.12);
  }

  void paint() {
    boolean stubble = h.look.beard() == BeardStyle.STUBBLE;
    boolean band = h.look.beard() != BeardStyle.MOUSTACHE;
    for (int i = 0; i < parts.size(); i++) {
      if (stubble) {
        c.fill(parts.get(i), Rgb.dark(rgb, 0.2), 0.42);
      } else {
        c.volume(parts.get(i), rgb, i == 0 && band ? 0.4 : 0.3);
      }
    }
  }
}
