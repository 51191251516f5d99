package io.github.fpga.faces;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Faces shown to people (a picture with boxes) and to programs (JSON). */
public final class Annotator {

  private static final int BOX = 0x00ff00;
  private static final int LANDMARK = 0x00ffff;
  private static final int FIVE = 0xff4040;

  private Annotator() {}

  /** A copy of the picture with boxes, the index and score of each face, and its landmarks. */
  public static BufferedImage draw(BufferedImage image, List<Face> faces) {
    int shorter = Math.min(image.getWidth(), image.getHeight());
    int thickness = Math.max(1, shorter / 400);
    double textScale = Math.max(0.35, shorter / 1200.0);
    try (Canvas canvas = Canvas.on(image)) {
      for (int i = 0; i < faces.size(); i++) {
        Face face = faces.get(i);
        canvas.rectangle(face.box(), thickness, BOX);
        face.landmarks().points().forEach(p -> canvas.disc(p, thickness - 1, LANDMARK));
        face.detection().five().forEach(p -> canvas.disc(p, thickness, FIVE));
        String label = String.format(Locale.ROOT, "%d: %.2f", i, face.detection().score());
        // Above the box, or inside where the picture ends.
        double y = face.box().y() > 40 * textScale ? face.box().y() - 3 : face.box().y() + 14;
        canvas.text(label, new Point(face.box().x(), y), textScale, BOX);
      }
      return canvas.picture();
    }
  }

  /**
   * An array with, for each face, {@code box} {x, y, width, height}, {@code score}, {@code five}
   * and {@code landmarks} [[x, y]...] in pixels, {@code headPose} {yaw, pitch, roll} in degrees,
   * {@code profile} ({@link HeadPose#isProfile()}) and {@code embedding}.
   */
  public static ArrayNode json(List<Face> faces) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Face face : faces) {
      ObjectNode node = array.addObject();
      node.putObject("box")
          .put("x", face.box().x())
          .put("y", face.box().y())
          .put("width", face.box().width())
          .put("height", face.box().height());
      node.put("score", face.detection().score());
      points(node.putArray("five"), face.detection().five());
      points(node.putArray("landmarks"), face.landmarks().points());
      node.putObject("headPose")
          .put("yaw", face.headPose().yaw())
          .put("pitch", face.headPose().pitch())
          .put("roll", face.headPose().roll());
      node.put("profile", face.isProfile());
      ArrayNode embedding = node.putArray("embedding");
      for (float value : face.features().global()) {
        embedding.add(value);
      }
    }
    return array;
  }

  private static void points(ArrayNode array, List<Point> points) {
    points.forEach(p -> array.addArray().add(p.x()).add(p.y()));
  }
}
