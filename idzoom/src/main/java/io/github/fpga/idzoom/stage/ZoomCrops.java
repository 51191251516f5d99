package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.record.EncodedImage;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * IDZoom's closer zoom levels, cut from a full picture: squares inside of it, shrunk where they are
 * larger than asked for, never enlarged.
 *
 * @param side the largest side of a crop, in pixels
 * @param minSide the smallest
 */
public record ZoomCrops(int side, int minSide) {

  /** The side of a half crop in longer sides of the face box, and how far below it is centred. */
  public static final double HALF_SIDE = 5;

  public static final double HALF_DROP = 1.5;

  /** The side of a face crop in longer sides of the face box. */
  public static final double FACE_SIDE = 2;

  public ZoomCrops {
    if (minSide < 1 || side < minSide) {
      throw new IllegalArgumentException("crops of %d to %d pixels".formatted(minSide, side));
    }
  }

  /**
   * For each face a half and a face crop, in this order; crops that would be the whole picture are
   * left out. Captions come from {@link TemplateCaption}; what depends on the pixels (perceptual
   * hash, sharpness) is to be measured again.
   *
   * @param image the decoded picture of the record
   * @throws IllegalArgumentException if it has another size than the record says
   */
  public List<Outcome<PictureRecord>> apply(PictureRecord record, BufferedImage image) {
    if (image.getWidth() != record.width() || image.getHeight() != record.height()) {
      throw new IllegalArgumentException(
          "a picture of %dx%d for a record of %dx%d"
              .formatted(image.getWidth(), image.getHeight(), record.width(), record.height()));
    }
    List<Outcome<PictureRecord>> crops = new ArrayList<>();
    for (int i = 0; i < record.faces().size(); i++) {
      Box face = record.faces().get(i).detection().box();
      double longer = Math.max(face.width(), face.height());
      Point chest = face.centre().plus(new Point(0, HALF_DROP * longer));
      if (HALF_SIDE * longer < Math.min(record.width(), record.height())) {
        crops.add(crop(record, image, Zoom.HALF, i, chest, HALF_SIDE * longer));
      }
      crops.add(crop(record, image, Zoom.FACE, i, face.centre(), FACE_SIDE * longer));
    }
    return crops;
  }

  private Outcome<PictureRecord> crop(
      PictureRecord record, BufferedImage image, Zoom zoom, int face, Point centre, double wanted) {
    int square = (int) Math.min(Math.round(wanted), Math.min(record.width(), record.height()));
    String id = "%s-%s%d".formatted(record.id(), zoom.word(), face);
    if (square < minSide) {
      return Outcome.rejected(
          Reason.FACE_TOO_SMALL, "%s: a crop of %d px, at least %d", id, square, minSide);
    }
    // Shifted into the picture rather than padded: a border would be learnt.
    int x = (int) clamp(centre.x() - square / 2.0, record.width() - square);
    int y = (int) clamp(centre.y() - square / 2.0, record.height() - square);
    Window window = new Window(x, y, square, Math.min(side, square));
    EncodedImage pixels = Pngs.encode(window.cut(image), id + ".png");
    PictureRecord cut = new CroppedRecord(record, window).as(id, zoom, pixels);
    return Outcome.kept(cut.withCaption(TemplateCaption.of(cut)));
  }

  private static long clamp(double value, int max) {
    return Math.max(0, Math.min(max, Math.round(value)));
  }

  /** A square of a picture, and the side that it is shrunk to. */
  public record Window(int x, int y, int square, int target) {

    /** The square alone, shrunk. */
    public BufferedImage cut(BufferedImage image) {
      return Warps.resize(Warps.window(image, x, y, square, square, Border.EDGE), target, target);
    }

    /** A place of the whole picture in the cut one. */
    public Point map(Point p) {
      double scale = (double) target / square;
      return p.minus(new Point(x, y)).times(scale);
    }

    public Box map(Box box) {
      double scale = (double) target / square;
      Point corner = map(new Point(box.x(), box.y()));
      return new Box(corner.x(), corner.y(), box.width() * scale, box.height() * scale);
    }

    /** Whether the square contains a place of the whole picture. */
    public boolean shows(Point p) {
      return new Box(x, y, square, square).contains(p);
    }

    EncodedImage cutMask(EncodedImage mask) {
      return Pngs.mask(cut(Pictures.decode(mask.bytes(), Pictures.MAX_PIXELS)));
    }
  }
}
