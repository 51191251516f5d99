package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.PixelInput;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * The SCRFD face detector of insightface (Guo et al. 2021) with five points and two anchors a cell:
 * {@code det_10g.onnx}, {@code det_500m.onnx}, {@code scrfd_*_bnkps.onnx}. Every picture is fitted
 * into {@value #SIDE} x {@value #SIDE} pixels, or into the size the file fixes. Safe for use by
 * many threads.
 */
public final class Scrfd implements FaceDetector, AutoCloseable {

  /** Least score of a face: insightface's default. */
  public static final double THRESHOLD = 0.5;

  private static final double OVERLAP = 0.4;
  private static final int SIDE = 640;

  private static final NetworkForm FORM =
      NetworkForm.ordered(
          "SCRFD face detector with five points",
          0,
          ScrfdDecoder.PUBLISHED.outputs(),
          ScrfdDecoder.PUBLISHED::fits);
  static final PixelInput INPUT = new PixelInput(PixelInput.Order.RGB, 127.5f, 128);

  private final OnnxNetwork network;
  private final double threshold;

  private Scrfd(OnnxNetwork network, double threshold) {
    this.network = network;
    this.threshold = threshold;
  }

  /** Loads a file with the threshold {@value #THRESHOLD}. */
  public static Scrfd open(Path file) {
    return open(file, THRESHOLD);
  }

  /**
   * Loads a file.
   *
   * @param threshold least score of a face, in (0, 1)
   * @throws io.github.fpga.tensor.CheckpointException where it is damaged or no such SCRFD
   */
  public static Scrfd open(Path file, double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("the threshold must be in (0, 1), got " + threshold);
    }
    return new Scrfd(OnnxNetwork.open(file, FORM), threshold);
  }

  @Override
  public List<Detection> detect(BufferedImage image) {
    Letterbox fitted = Letterbox.of(image, network.width(SIDE), network.height(SIDE));
    float[] blob = INPUT.blob(List.of(fitted.image()));
    List<OnnxOutput> outputs =
        network.run(blob, 1, fitted.image().getHeight(), fitted.image().getWidth());
    // insightface counts pixel indices.
    return detections(ScrfdDecoder.PUBLISHED, outputs, fitted, threshold, OVERLAP).stream()
        .map(found -> found.mapped(Affine.translation(0.5, 0.5)))
        .toList();
  }

  /** The faces in pixel indices of the picture that was fitted, best score first. */
  static List<Detection> detections(
      ScrfdDecoder decoder,
      List<OnnxOutput> outputs,
      Letterbox fitted,
      double threshold,
      double overlap) {
    Affine back = Affine.scaling(1 / fitted.scale(), 1 / fitted.scale());
    List<Detection> candidates =
        decoder.candidates(outputs, fitted.image().getWidth(), threshold).stream()
            .map(found -> found.mapped(back))
            .toList();
    return ScrfdDecoder.suppress(candidates, overlap);
  }

  @Override
  public void close() {
    network.close();
  }

  /**
   * A picture scaled to fit, at the top left, black beside it.
   *
   * @param scale what the picture's pixel indices were multiplied by
   */
  record Letterbox(BufferedImage image, double scale) {

    static Letterbox of(BufferedImage image, int width, int height) {
      double ratio = (double) image.getHeight() / image.getWidth();
      boolean tall = ratio > (double) height / width;
      int newWidth = Math.max(1, tall ? (int) (height / ratio) : width);
      int newHeight = Math.max(1, tall ? height : (int) (width * ratio));
      BufferedImage resized = Warps.resizeBilinear(image, newWidth, newHeight);
      return new Letterbox(
          Warps.window(resized, 0, 0, width, height, Border.ZERO),
          (double) newHeight / image.getHeight());
    }
  }
}
