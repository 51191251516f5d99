package io.github.fpga.faces.drawing;

import io.github.fpga.faces.Canvas;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import java.awt.image.BufferedImage;
import java.util.List;

/** Faces as control pictures. */
public final class LandmarkDrawing {

  private static final int NOSE = 2;
  private static final int[] COLOURS = {0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff};

  /** First landmark, one past the last, whether closed, colour. */
  private record Part(int from, int to, boolean closed, int rgb) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(0, 17, false, 0xffffff),
          new Part(17, 22, false, 0xff0000),
          new Part(22, 27, false, 0x00ff00),
          new Part(27, 31, false, 0x0000ff),
          new Part(31, 36, false, 0x0080ff),
          new Part(36, 42, true, 0xff8000),
          new Part(42, 48, true, 0x80ff00),
          new Part(48, 60, true, 0xff00ff),
          new Part(60, 68, true, 0xffff00));

  private LandmarkDrawing() {}

  /** With InstantID's widths, which suit faces of several hundred pixels. */
  public static BufferedImage draw(List<List<Point>> faces, int width, int height) {
    return draw(faces, width, height, Brush.INSTANTID);
  }

  /**
   * Five points per face as InstantID's draw_kps: darkened limbs to the nose, discs on top; face
   * after face.
   *
   * @param faces eyes, nose and mouth corners ({@link Landmarks#five()}) in pixels of the result
   */
  public static BufferedImage draw(List<List<Point>> faces, int width, int height, Brush brush) {
    try (Canvas canvas = Canvas.black(width, height)) {
      for (List<Point> face : faces) {
        if (face.size() != COLOURS.length) {
          throw new IllegalArgumentException("5 points expected, got " + face.size());
        }
        draw(canvas, face, brush);
      }
      return canvas.picture();
    }
  }

  private static void draw(Canvas canvas, List<Point> face, Brush brush) {
    for (int i = 0; i < COLOURS.length; i++) {
      if (i != NOSE) {
        canvas.limb(face.get(i), face.get(NOSE), brush.stickWidth(), Colours.darkened(COLOURS[i]));
      }
    }
    for (int i = 0; i < COLOURS.length; i++) {
      canvas.disc(face.get(i), brush.jointRadius(), COLOURS[i]);
    }
  }

  /**
   * All 68 landmarks per face as lines, a colour for each part; our definition.
   *
   * @param faces in pixels of the result
   * @param thickness of the lines in pixels, at least 1
   */
  public static BufferedImage dense(List<Landmarks> faces, int width, int height, int thickness) {
    if (thickness < 1) {
      throw new IllegalArgumentException("the thickness must be at least 1, got " + thickness);
    }
    try (Canvas canvas = Canvas.black(width, height)) {
      for (Landmarks face : faces) {
        for (Part part : PARTS) {
          List<Point> points = face.points().subList(part.from(), part.to());
          canvas.polyline(points, part.closed(), thickness, part.rgb());
        }
      }
      return canvas.picture();
    }
  }
}
