package io.github.fpga.faces.drawing;

import io.github.fpga.faces.Canvas;
import io.github.fpga.faces.Point;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Hands and dense face points as controlnet_aux ({@code open_pose/util.py}, draw_handpose and
 * draw_facepose) draws them. A point in the first column or row of pixels counts as missing, as
 * upstream.
 */
public final class HandDrawing {

  private static final int POINTS = 21;
  private static final int EDGES = 20;

  private HandDrawing() {}

  /**
   * Hands of 21 points: the wrist, then four points per finger from the thumb on.
   *
   * @param hands in pixels of the result
   * @param thickness of the lines, upstream 2
   * @param radius of the joints, upstream 4
   */
  public static BufferedImage hands(
      List<List<Point>> hands, int width, int height, int thickness, int radius) {
    try (Canvas canvas = Canvas.black(width, height)) {
      for (List<Point> hand : hands) {
        if (hand.size() != POINTS) {
          throw new IllegalArgumentException("21 points expected, got " + hand.size());
        }
        for (int i = 0; i < EDGES; i++) {
          Point from = hand.get(i % 4 == 0 ? 0 : i);
          Point to = hand.get(i + 1);
          if (present(from) && present(to)) {
            canvas.line(from, to, thickness, Colours.hue(i / (double) EDGES));
          }
        }
        hand.stream().filter(HandDrawing::present).forEach(p -> canvas.disc(p, radius, 0x0000ff));
      }
      return canvas.picture();
    }
  }

  /**
   * Face points as white discs; any number of points per face (OpenPose has 70).
   *
   * @param faces in pixels of the result
   * @param radius of the discs, upstream 3
   */
  public static BufferedImage faces(List<List<Point>> faces, int width, int height, int radius) {
    try (Canvas canvas = Canvas.black(width, height)) {
      for (List<Point> face : faces) {
        face.stream().filter(HandDrawing::present).forEach(p -> canvas.disc(p, radius, 0xffffff));
      }
      return canvas.picture();
    }
  }

  private static boolean present(Point p) {
    return (int) p.x() > 0 && (int) p.y() > 0;
  }
}
