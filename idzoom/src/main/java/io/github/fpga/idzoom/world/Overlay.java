package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws ground truth over a picture, to be looked at. */
public final class Overlay {
  private static final int[][] LIMBS = {
    {1, 2}, {1, 5}, {2, 3}, {3, 4}, {5, 6}, {6, 7}, {1, 8}, {8, 9}, {9, 10}, {1, 11}, {11, 12},
    {12, 13}, {1, 0}, {0, 14}, {14, 16}, {0, 15}, {15, 17}
  };

  private Overlay() {}

  /** A copy of the picture with boxes, landmarks, skeletons and masks. */
  public static BufferedImage draw(BufferedImage picture, GroundTruth truth) {
    BufferedImage out =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.drawImage(picture, 0, 0, null);
    for (PersonTruth person : truth.people()) {
      draw(g, person);
    }
    g.dispose();
    return out;
  }

  private static void draw(Graphics2D g, PersonTruth person) {
    g.setColor(new Color(80, 160, 255, 50));
    g.fill(person.headMask());
    g.setColor(new Color(255, 220, 0, 70));
    g.fill(person.faceMask());
    g.setStroke(new BasicStroke(1.4f));
    g.setColor(new Color(0, 230, 120));
    Box box = person.faceBox();
    g.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    for (int i = 0; i < LIMBS.length; i++) {
      Skeleton.Joint a = person.skeleton().joints().get(LIMBS[i][0]);
      Skeleton.Joint b = person.skeleton().joints().get(LIMBS[i][1]);
      if (a.visible() && b.visible()) {
        g.setColor(Color.getHSBColor(i / (float) LIMBS.length, 0.9f, 1));
        g.draw(
            new Line2D.Double(
                a.position().x(), a.position().y(), b.position().x(), b.position().y()));
      }
    }
    double r = Math.max(0.6, box.width() / 90);
    g.setColor(new Color(255, 40, 90));
    for (Point p : person.landmarks().points()) {
      g.fill(new Ellipse2D.Double(p.x() - r, p.y() - r, 2 * r, 2 * r));
    }
  }
}
