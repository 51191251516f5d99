package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A detector that tries again. Detectors overlook a face that fills a tight crop or is a few pixels
 * small: small pictures are enlarged first, and where nothing is found the picture gets a margin
 * and is searched again. Our definition.
 */
public final class PaddingDetector implements FaceDetector {

  /** Pictures whose longer side is below this many pixels are enlarged to it, at most 4 times. */
  private static final int SMALL_SIDE = 256;

  private static final double MOST_ENLARGED = 4;

  private final FaceDetector detector;
  private final double margin;

  /** With a margin of half the picture on every side. */
  public PaddingDetector(FaceDetector detector) {
    this(detector, 0.5);
  }

  /**
   * @param margin added on each side, as a share of the picture's side, above 0 and at most 2
   */
  public PaddingDetector(FaceDetector detector, double margin) {
    if (!(margin > 0 && margin <= 2)) {
      throw new IllegalArgumentException("the margin must be in (0, 2], got " + margin);
    }
    this.detector = detector;
    this.margin = margin;
  }

  @Override
  public List<Detection> detect(BufferedImage image) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    if (longer >= SMALL_SIDE) {
      return detectPadded(image);
    }
    double factor = Math.min(MOST_ENLARGED, (double) SMALL_SIDE / longer);
    int width = (int) Math.round(image.getWidth() * factor);
    int height = (int) Math.round(image.getHeight() * factor);
    Affine back =
        Affine.scaling((double) image.getWidth() / width, (double) image.getHeight() / height);
    return detectPadded(Warps.resize(image, width, height)).stream()
        .map(found -> found.mapped(back))
        .toList();
  }

  /** As it is; then with the edge drawn out, which adds no second face; then mirrored. */
  private List<Detection> detectPadded(BufferedImage image) {
    List<Detection> found = detector.detect(image);
    for (Border border : List.of(Border.EDGE, Border.REFLECT)) {
      if (found.isEmpty()) {
        found = detectPadded(image, border);
      }
    }
    return found;
  }

  private List<Detection> detectPadded(BufferedImage image, Border border) {
    int x = (int) Math.ceil(image.getWidth() * margin);
    int y = (int) Math.ceil(image.getHeight() * margin);
    BufferedImage padded =
        Warps.window(image, -x, -y, image.getWidth() + 2 * x, image.getHeight() + 2 * y, border);
    Box inside = new Box(0, 0, image.getWidth(), image.getHeight());
    return detector.detect(padded).stream()
        .map(found -> found.mapped(Affine.translation(-x, -y)))
        .filter(found -> inside.contains(found.box().centre()))
        .toList();
  }
}
