package io.github.fpga.pipelines.layout;

import io.github.fpga.faces.Box;
import java.util.List;
import java.util.Locale;

/**
 * Where a person's face goes: a box from the middle of the forehead to the chin, in fractions of
 * the picture's width and height.
 *
 * @param x left edge, in [0, 1)
 * @param y upper edge, in [0, 1)
 * @param width above 0; x + width at most 1
 * @param height above 0; y + height at most 1
 */
public record Region(double x, double y, double width, double height) {

  /** Rounding in the user's numbers that is forgiven at the picture's edge. */
  private static final double SLACK = 1e-6;

  /** Two regions may share this much of the smaller one. */
  private static final double MOST_SHARED = 0.5;

  /** Throws IllegalArgumentException where the box is empty or not inside the picture. */
  public Region {
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException(
          "region %s: width and height must be above 0".formatted(text(x, y, width, height)));
    }
    if (!(x >= 0 && y >= 0 && x + width <= 1 + SLACK && y + height <= 1 + SLACK)) {
      throw new IllegalArgumentException(
          ("region %s lies outside the picture: all four are fractions, with x + width and"
                  + " y + height at most 1")
              .formatted(text(x, y, width, height)));
    }
  }

  /**
   * Reads {@code x,y,w,h}.
   *
   * @throws IllegalArgumentException where these are not four numbers or no region
   */
  public static Region parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "a region is x,y,width,height in fractions of the picture, got '%s'".formatted(text));
    }
    double[] values = new double[4];
    for (int i = 0; i < 4; i++) {
      try {
        values[i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "'%s' in region '%s' is not a number".formatted(parts[i], text), e);
      }
    }
    return new Region(values[0], values[1], values[2], values[3]);
  }

  /**
   * The region of a face box, cut at the picture's edges.
   *
   * @throws IllegalArgumentException where nothing of the box is inside
   */
  public static Region of(Box box, int pictureWidth, int pictureHeight) {
    double left = Math.max(0, box.x() / pictureWidth);
    double top = Math.max(0, box.y() / pictureHeight);
    double right = Math.min(1, (box.x() + box.width()) / pictureWidth);
    double bottom = Math.min(1, (box.y() + box.height()) / pictureHeight);
    return new Region(left, top, right - left, bottom - top);
  }

  /** The box in the pixels of a picture. */
  public Box toPixels(int pictureWidth, int pictureHeight) {
    return new Box(
        x * pictureWidth, y * pictureHeight, width * pictureWidth, height * pictureHeight);
  }

  /** The share of the smaller of both regions that the other covers, in [0, 1]. */
  public double overlap(Region other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    double common = w > 0 && h > 0 ? w * h : 0;
    return common / Math.min(width * height, other.width * other.height);
  }

  /**
   * Checks that no two regions share more than half of the smaller one.
   *
   * @param names whose regions they are, for the message
   * @throws IllegalArgumentException naming both
   */
  public static void requireApart(List<Region> regions, List<String> names) {
    for (int i = 0; i < regions.size(); i++) {
      for (int j = i + 1; j < regions.size(); j++) {
        double overlap = regions.get(i).overlap(regions.get(j));
        if (overlap > MOST_SHARED) {
          throw new IllegalArgumentException(
              ("the regions of %s (%s) and %s (%s) overlap by %.0f %%, at most half is"
                      + " allowed: move them apart")
                  .formatted(
                      names.get(i), regions.get(i), names.get(j), regions.get(j), 100 * overlap));
        }
      }
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return text(x, y, width, height);
  }

  private static String text(double x, double y, double width, double height) {
    return String.format(Locale.ROOT, "%.4g,%.4g,%.4g,%.4g", x, y, width, height);
  }
}
