package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Crops;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceCrop;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Point;
import io.github.fpga.pipelines.people.Placement;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One face to be made anew.
 *
 * @param detection its box and score, with the five points that steer it
 * @param points the same points and the landmarks of its mask
 * @param placement whose face it becomes
 * @param crop the square around it, in working size
 * @param window its mask M on the square in the picture's own resolution, for pasting
 * @param working its mask M on the crop in working size, for latents and colours
 * @param shown the five points of every face of the crop, in the crop's pixels, for the control
 * @param noiseSeed of its fresh noise, whatever else is in the batch
 * @param text what it shows
 */
record FaceJob(
    Detection detection,
    FacePoints points,
    Placement placement,
    FaceCrop crop,
    Mask window,
    Mask working,
    List<List<Point>> shown,
    long noiseSeed,
    String text) {

  /** The square is this many times the face box (DIIR, step 2). */
  static final double CROP_FACTOR = 2;

  /** Cuts a face out and draws its masks, which leave out the boxes of other faces. */
  static FaceJob of(
      BufferedImage image,
      Detection found,
      FacePoints points,
      Placement placement,
      Surroundings around,
      long noiseSeed,
      String text) {
    Box box = found.box();
    FaceCrop crop = Crops.crop(image, box, CROP_FACTOR, around.side());
    Detection steered = new Detection(box, found.score(), points.five());
    Mask window = mask(points, box, crop.toWindow(), around, crop.side());
    Mask working = mask(points, box, crop.toCrop(), around, around.side());
    List<List<Point>> shown = shown(crop, around.faces());
    return new FaceJob(steered, points, placement, crop, window, working, shown, noiseSeed, text);
  }

  /**
   * What else is in the picture.
   *
   * @param kind what belongs to masks
   * @param side the crop's working size
   * @param untouchable boxes of faces that nobody claimed
   * @param faces the five points of all faces, this one's too
   */
  record Surroundings(MaskKind kind, int side, List<Box> untouchable, List<List<Point>> faces) {}

  /** The five points of those faces of a picture that a crop shows, in the crop's pixels. */
  static List<List<Point>> shown(FaceCrop crop, List<List<Point>> faces) {
    Box square = new Box(crop.x(), crop.y(), crop.side(), crop.side());
    return faces.stream()
        .filter(five -> square.contains(middle(five)))
        .map(five -> crop.toCrop().apply(five))
        .toList();
  }

  private static Mask mask(FacePoints points, Box box, Affine map, Surroundings around, int side) {
    Mask mask =
        Masks.face(map.apply(points.landmarks()), map.apply(box), around.kind(), side, side);
    if (around.untouchable().isEmpty()) {
      return mask;
    }
    float[] alpha = mask.alpha();
    for (Box other : around.untouchable()) {
      Box here = map.apply(other);
      for (int i = 0; i < alpha.length; i++) {
        // A pixel that the box touches at all, not only those whose centre is inside.
        double x = i % side;
        double y = i / side;
        if (x + 1 > here.x()
            && x < here.x() + here.width()
            && y + 1 > here.y()
            && y < here.y() + here.height()) {
          alpha[i] = 0;
        }
      }
    }
    return new Mask(side, side, alpha);
  }

  private static Point middle(List<Point> five) {
    return five.stream().reduce(new Point(0, 0), Point::plus).times(1.0 / five.size());
  }

  /** The working size. */
  int side() {
    return working.width();
  }

  /** The face box in the crop's pixels. */
  Box boxInCrop() {
    return crop.toCrop().apply(detection.box());
  }

  /** Where the identity acts: the rule of training. */
  Mask region() {
    return Masks.region(boxInCrop(), side(), side());
  }

  /**
   * How much of each latent cell the mask covers, its soft rim by its alpha; row-major, in [0, 1],
   * above 0 for every cell that it touches.
   *
   * @param cell pixels per cell
   */
  float[] coverage(int cell) {
    int grid = side() / cell;
    float[] cells = new float[grid * grid];
    for (int y = 0; y < side(); y++) {
      for (int x = 0; x < side(); x++) {
        cells[y / cell * grid + x / cell] += working.at(x, y);
      }
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] /= cell * cell;
    }
    return cells;
  }
}
