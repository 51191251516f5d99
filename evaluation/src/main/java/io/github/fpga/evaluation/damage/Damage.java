package io.github.fpga.evaluation.damage;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import java.awt.image.BufferedImage;

/** Spoils faces: pure functions of picture, box and amount. */
public final class Damage {

  /** Radius of the spoilt disc in face sides; stays inside the mask that DIIR may change. */
  private static final double RADIUS = 0.62;

  private static final double TURN = 1.9;
  private static final double WIPE = 0.55;
  private static final int SAMPLES = 17;

  /** How fast a flaw comes in from the rim, per radius. */
  private static final double RIM = 3;

  /** Standard deviation of the blur in face sides, at amount 1; the blurred area grows with it. */
  private static final double BLUR = 0.2;

  /** How many pixels become one, less one. */
  private static final double COARSE = 11;

  /** Height of the bar in face sides. */
  private static final double BAR = 0.3;

  private Damage() {}

  /** The picture with one face spoilt; pixels outside of a disc around it stay as they are. */
  public static BufferedImage apply(BufferedImage image, Box face, DamageKind kind, double amount) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] source = Pictures.pixels(image);
    int[] target = source.clone();
    double radius = RADIUS * Math.max(face.width(), face.height());
    Point centre = face.centre();
    int[] flawed = flawed(image, face, kind, amount);
    int top = (int) Math.max(0, Math.floor(centre.y() - radius));
    int left = (int) Math.max(0, Math.floor(centre.x() - radius));
    for (int y = top; y < Math.min(height, centre.y() + radius); y++) {
      for (int x = left; x < Math.min(width, centre.x() + radius); x++) {
        double dx = x + 0.5 - centre.x();
        double dy = y + 0.5 - centre.y();
        double inner = 1 - Math.hypot(dx, dy) / radius;
        if (inner > 0) {
          target[y * width + x] =
              switch (kind) {
                case WARP -> warped(source, width, height, centre, dx, dy, inner, amount);
                case SMEAR -> smeared(source, width, height, x, y, radius * amount, inner);
                default -> blended(source[y * width + x], flawed[y * width + x], inner);
              };
        }
      }
    }
    return Pictures.of(width, height, target);
  }

  /** The whole picture with the flaw; nothing for flaws that move pixels about. */
  private static int[] flawed(BufferedImage image, Box face, DamageKind kind, double amount) {
    double side = Math.max(face.width(), face.height());
    return switch (kind) {
      case WARP, SMEAR -> new int[0];
      case BLUR -> Pictures.pixels(Flaws.blurred(image, BLUR * side * Math.sqrt(amount)));
      case DOWNSAMPLE -> Pictures.pixels(Flaws.coarse(image, 1 + COARSE * amount));
      case JPEG -> Pictures.pixels(Flaws.jpeg(image, amount));
      case OCCLUSION -> Pictures.pixels(Flaws.covered(image, face, BAR * amount));
    };
  }

  /** Mixed in towards the rim. */
  private static int blended(int own, int flawed, double inner) {
    double share = Math.min(1, RIM * inner);
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double value = share * (flawed >> shift & 255) + (1 - share) * (own >> shift & 255);
      result |= (int) Math.round(value) << shift;
    }
    return result;
  }

  /** Turned, the more the nearer to the middle, and squeezed. */
  private static int warped(
      int[] source,
      int width,
      int height,
      Point centre,
      double dx,
      double dy,
      double inner,
      double amount) {
    double angle = TURN * amount * inner * inner;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double squeeze = 1 + 0.6 * amount * inner * (1 - inner);
    double x = centre.x() + squeeze * (cos * dx - sin * dy);
    double y = centre.y() + (cos * dy + sin * dx) / squeeze;
    return sample(source, width, height, x - 0.5, y - 0.5);
  }

  /** The mean along a slanted line, blended in towards the rim. */
  private static int smeared(
      int[] source, int width, int height, int x, int y, double reach, double inner) {
    double[] sum = new double[3];
    for (int i = 0; i < SAMPLES; i++) {
      double along = WIPE * reach * (2.0 * i / (SAMPLES - 1) - 1);
      int colour = sample(source, width, height, x + along, y + 0.35 * along);
      for (int c = 0; c < 3; c++) {
        sum[c] += colour >> 8 * c & 255;
      }
    }
    double share = Math.min(1, RIM * inner);
    int own = source[y * width + x];
    int result = 0;
    for (int c = 0; c < 3; c++) {
      double mean = sum[c] / SAMPLES;
      long value = Math.round(share * mean + (1 - share) * (own >> 8 * c & 255));
      result |= (int) value << 8 * c;
    }
    return result;
  }

  /** Bilinear, the border repeated. */
  private static int sample(int[] pixels, int width, int height, double x, double y) {
    double u = Math.max(0, Math.min(width - 1, x));
    double v = Math.max(0, Math.min(height - 1, y));
    int x0 = (int) u;
    int y0 = (int) v;
    int x1 = Math.min(width - 1, x0 + 1);
    int y1 = Math.min(height - 1, y0 + 1);
    double fx = u - x0;
    double fy = v - y0;
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double upper =
          (1 - fx) * (pixels[y0 * width + x0] >> shift & 255)
              + fx * (pixels[y0 * width + x1] >> shift & 255);
      double lower =
          (1 - fx) * (pixels[y1 * width + x0] >> shift & 255)
              + fx * (pixels[y1 * width + x1] >> shift & 255);
      result |= (int) Math.round((1 - fy) * upper + fy * lower) << shift;
    }
    return result;
  }
}
