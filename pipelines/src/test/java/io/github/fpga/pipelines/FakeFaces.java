package io.github.fpga.pipelines;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Face models without networks. A face is a rectangle of one colour on grey, its identity is that
 * colour.
 */
public final class FakeFaces {

  public static final int DIMENSIONS = 16;
  public static final int TOKENS = 4;
  public static final int CHANNELS = 8;

  private static final int GREY = 0x808080;

  private FakeFaces() {}

  /** Faces by their colours, found in a mixed-up order. */
  public static FaceAnalyzer byColour() {
    return with(FakeFaces::rectangles);
  }

  /** Faces at the same boxes in every picture, in the order given. */
  public static FaceAnalyzer at(Box... boxes) {
    return with(image -> Arrays.stream(boxes).map(FakeFaces::detection).toList());
  }

  /** With any detector; landmarks fit the boxes. */
  public static FaceAnalyzer with(FaceDetector detector) {
    return new FaceAnalyzer(
        detector,
        (image, boxes) -> boxes.stream().map(FakeFaces::landmarks).toList(),
        landmarks -> new HeadPose(0, 0, 0),
        aligned -> aligned.stream().map(FakeFaces::features).toList());
  }

  /** A grey picture with coloured rectangles. */
  public static BufferedImage picture(int width, int height, Object... boxesAndColours) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(GREY));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < boxesAndColours.length; i += 2) {
      Box box = (Box) boxesAndColours[i];
      graphics.setColor(new Color((Integer) boxesAndColours[i + 1]));
      graphics.fillRect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
    }
    graphics.dispose();
    return image;
  }

  /** A face of a box, five points as in an average face. */
  public static Detection detection(Box box) {
    return new Detection(box, 0.9, landmarks(box).five());
  }

  /** Columns with anything but grey, joined to rectangles; the last of them first. */
  private static List<Detection> rectangles(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = Pictures.pixels(image);
    List<Detection> found = new ArrayList<>();
    int start = -1;
    int top = Integer.MAX_VALUE;
    int bottom = 0;
    for (int x = 0; x <= width; x++) {
      boolean any = false;
      for (int y = 0; x < width && y < image.getHeight(); y++) {
        if (pixels[y * width + x] != GREY) {
          any = true;
          top = Math.min(top, y);
          bottom = Math.max(bottom, y + 1);
        }
      }
      if (any && start < 0) {
        start = x;
      }
      if (!any && start >= 0) {
        found.add(0, detection(new Box(start, top, x - start, bottom - top)));
        start = -1;
        top = Integer.MAX_VALUE;
        bottom = 0;
      }
    }
    return found;
  }

  /** An average face: what counts is that its five points make a face. */
  public static Landmarks landmarks(Box box) {
    List<Point> points = new ArrayList<>();
    arc(points, box, 17, 0.5, 0.4, 0.5, 0.6, 180, 0);
    arc(points, box, 5, 0.26, 0.16, 0.15, 0.06, 180, 360);
    arc(points, box, 5, 0.74, 0.16, 0.15, 0.06, 180, 360);
    for (int i = 0; i < 4; i++) {
      points.add(at(box, 0.5, 0.36 + 0.077 * i));
    }
    arc(points, box, 5, 0.5, 0.6, 0.11, 0.03, 180, 0);
    arc(points, box, 6, 0.265, 0.327, 0.1, 0.06, 180, 480);
    arc(points, box, 6, 0.735, 0.327, 0.1, 0.06, 180, 480);
    arc(points, box, 12, 0.5, 0.78, 0.18, 0.07, 180, 510);
    arc(points, box, 8, 0.5, 0.78, 0.14, 0.03, 180, 495);
    return new Landmarks(points);
  }

  /** Points on an ellipse, angles in degrees, clockwise from image right. */
  private static void arc(
      List<Point> points,
      Box box,
      int count,
      double x,
      double y,
      double rx,
      double ry,
      double from,
      double to) {
    for (int i = 0; i < count; i++) {
      double angle = Math.toRadians(from + (to - from) * i / (count - 1));
      points.add(at(box, x + rx * Math.cos(angle), y + ry * Math.sin(angle)));
    }
  }

  private static Point at(Box box, double x, double y) {
    return new Point(box.x() + x * box.width(), box.y() + y * box.height());
  }

  /** The mean colour of the middle of an aligned face, seen from grey. */
  public static FaceFeatures features(BufferedImage aligned) {
    int side = Alignment.RECOGNITION_SIZE;
    double[] mean = new double[3];
    int[] pixels = Pictures.pixels(aligned);
    for (int y = side / 3; y < side; y++) {
      for (int x = side / 4; x < 3 * side / 4; x++) {
        for (int c = 0; c < 3; c++) {
          mean[c] += (pixels[y * side + x] >> 16 - 8 * c & 255) - 128;
        }
      }
    }
    float[] global = new float[DIMENSIONS];
    float[] local = new float[TOKENS * CHANNELS];
    for (int c = 0; c < 3; c++) {
      global[c] = (float) (mean[c] / (side * side / 3.0) / 128);
    }
    global[3] = 0.05f;
    for (int i = 0; i < local.length; i++) {
      local[i] = global[i % 3] * (1 + i % 5);
    }
    return new FaceFeatures(global, local, TOKENS, CHANNELS);
  }

  /** The features of a colour. */
  public static FaceFeatures features(int rgb) {
    int side = Alignment.RECOGNITION_SIZE;
    return features(picture(side, side, new Box(0, 0, side, side), rgb));
  }
}
