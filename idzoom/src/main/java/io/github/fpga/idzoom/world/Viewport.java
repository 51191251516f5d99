package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import java.awt.geom.AffineTransform;
import java.util.List;

/**
 * The part of a scene that a picture shows: a rectangle around a centre, in scene coordinates. Its
 * width follows from the picture's shape, so pixels stay square.
 *
 * @param height the height shown, in scene units
 * @param rotation how far the rectangle is turned clockwise, in degrees
 */
public record Viewport(Point centre, double height, double rotation) {

  /** insightface's 112x112 template: eyes, nose tip, mouth corners. */
  private static final double[][] ARCFACE = {
    {38.2946, 51.6963},
    {73.5318, 51.5014},
    {56.0252, 71.7366},
    {41.5493, 92.3655},
    {70.7299, 92.2041}
  };

  public Viewport {
    if (!(height > 0)) {
      throw new IllegalArgumentException("a viewport's height is positive, got " + height);
    }
  }

  /** The whole scene. */
  public static Viewport full(Scene scene) {
    return new Viewport(new Point(scene.aspect() / 2, 0.5), 1, 0);
  }

  /** A square of the factor times the longer side of the person's true face box. */
  public static Viewport face(Scene scene, int index, double factor) {
    Box box = new FaceGeometry(new HeadGeometry(scene.people().get(index))).box().square(factor);
    return new Viewport(box.centre(), box.height(), 0);
  }

  /** The square that a 112x112 ArcFace alignment of the person shows. */
  public static Viewport arcFace(Scene scene, int index) {
    HeadGeometry head = new HeadGeometry(scene.people().get(index));
    List<Point> five = new FaceGeometry(head).landmarks().five();
    Point source = new Point(0, 0);
    Point target = new Point(0, 0);
    for (int i = 0; i < 5; i++) {
      source = source.plus(five.get(i).times(0.2));
      target = target.plus(new Point(ARCFACE[i][0], ARCFACE[i][1]).times(0.2));
    }
    double a = 0;
    double b = 0;
    double norm = 0;
    for (int i = 0; i < 5; i++) {
      Point p = new Point(ARCFACE[i][0], ARCFACE[i][1]).minus(target);
      Point q = five.get(i).minus(source);
      a += p.x() * q.x() + p.y() * q.y();
      b += p.x() * q.y() - p.y() * q.x();
      norm += q.x() * q.x() + q.y() * q.y();
    }
    // Least-squares similarity scene -> template is (a, -b)/norm; the viewport is its inverse.
    double square = a * a + b * b;
    double re = a * norm / square;
    double im = b * norm / square;
    Point toCentre = new Point(56, 56).minus(target);
    Point centre =
        source.plus(
            new Point(
                re * toCentre.x() - im * toCentre.y(), im * toCentre.x() + re * toCentre.y()));
    double degrees = StrictMath.toDegrees(StrictMath.atan2(b, a));
    return new Viewport(centre, 112 * norm / Math.sqrt(square), degrees);
  }

  /** Maps scene coordinates to the pixels of a picture. */
  public AffineTransform toPixels(int pictureWidth, int pictureHeight) {
    double scale = pictureHeight / height;
    double angle = StrictMath.toRadians(-rotation);
    double c = scale * StrictMath.cos(angle);
    double s = scale * StrictMath.sin(angle);
    double dx = pictureWidth / 2.0 - (c * centre.x() - s * centre.y());
    double dy = pictureHeight / 2.0 - (s * centre.x() + c * centre.y());
    return new AffineTransform(c, s, -s, c, dx, dy);
  }
}
