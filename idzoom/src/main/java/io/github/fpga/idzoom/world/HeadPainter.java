package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws a head: skull, ears, face, features, hair and what is worn on it, back to front. */
final class HeadPainter {
  private final Canvas c;
  private final HeadGeometry h;
  private final FaceGeometry f;
  private final HairShapes shapes;
  private final HairPainter hair;
  private final int skin;

  HeadPainter(Canvas canvas, Person person) {
    c = canvas;
    h = new HeadGeometry(person);
    f = new FaceGeometry(h);
    shapes = new HairShapes(h);
    hair = new HairPainter(canvas, h, shapes);
    skin = h.look.skinRgb();
  }

  /** What hangs behind the body. */
  void behindBody() {
    c.unit(h.unit);
    hair.back();
  }

  void head() {
    c.unit(h.unit);
    boolean bare = h.look.hairStyle() == HairStyle.BALD || h.look.hairStyle() == HairStyle.RECEDING;
    if (!bare) {
      hair.skull();
      ears();
      c.volume(f.skin(), skin, 0.5);
    } else {
      ears();
      hair.skull();
      if (h.look.hairStyle() == HairStyle.BALD) {
        Path2D all = Curves.union(List.of(shapes.outlines().skull(0, 0, 0.3), baldFace()));
        c.fill(all, skin);
        nearEars();
      }
      c.volume(baldFace(), skin, 0.5);
    }
    new FacePainter(c, f).paintBelowBeard();
    new BeardPainter(c, f).paint();
    hair.front();
    AccessoryPainter accessories = new AccessoryPainter(c, f);
    accessories.headgear();
    // Brows stay visible over a low brim: they tell people apart.
    new FacePainter(c, f).paintFeatures();
    accessories.glasses();
  }

  /** Face and forehead up to the crown in one shape. */
  private Path2D baldFace() {
    List<Point> p = new ArrayList<>(h.jaw());
    double top = -h.outline.crown();
    for (double[] s :
        new double[][] {{0.97, -0.55}, {0.74, 0.8 * top}, {0.4, 0.96 * top}, {0, top}}) {
      p.add(h.rim(s[0], s[1]));
    }
    for (double[] s : new double[][] {{-0.4, 0.96 * top}, {-0.74, 0.8 * top}, {-0.97, -0.55}}) {
      p.add(h.rim(s[0], s[1]));
    }
    return Curves.closed(p);
  }

  private void nearEars() {
    for (int side = -1; side <= 1; side += 2) {
      if (h.away(side) <= 0.05) {
        ear(side);
      }
    }
  }

  private void ears() {
    if (shapes.coversEars) {
      return;
    }
    for (int side = -1; side <= 1; side += 2) {
      if (h.away(side) < 0.45) {
        ear(side);
      }
    }
  }

  private void ear(int side) {
    Path2D outer = Curves.closed(h.ear(side, 1));
    Rectangle2D frame = outer.getBounds2D();
    c.volume(outer, Rgb.dark(skin, 0.05), 0.35, frame);
    c.tone(Curves.closed(h.ear(side, 0.55)), Rgb.dark(skin, 0.5), 0.45);
  }
}
