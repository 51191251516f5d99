package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.PixelInput;
import io.github.fpga.faces.Suppression;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The YuNet face detector of the OpenCV model zoo (Wu et al. 2023; MIT). It finds faces of some 10
 * to 400 pixels in what it looks at, so pictures are searched with a longer side of at most {@value
 * #SIDE} pixels, and at half of that as long as more than {@value #ONE_PASS} remain, for large
 * faces (our definition). Safe for use by many threads.
 */
public final class YuNet implements FaceDetector, AutoCloseable {

  /** Least score of a face. OpenCV's own default, 0.9, overlooks small and damaged faces. */
  public static final double THRESHOLD = 0.6;

  private static final double OVERLAP = 0.3;
  private static final double OVERLAP_OF_PASSES = 0.4;
  private static final int SIDE = 1280;
  private static final int ONE_PASS = 640;

  private static final NetworkForm FORM =
      NetworkForm.named("YuNet face detector", YuNetDecoder.outputNames(), YuNetDecoder::fits);
  private static final PixelInput INPUT = PixelInput.raw(PixelInput.Order.BGR);

  private final OnnxNetwork network;
  private final double threshold;

  private YuNet(OnnxNetwork network, double threshold) {
    this.network = network;
    this.threshold = threshold;
  }

  /** Loads a file with the threshold {@value #THRESHOLD}. */
  public static YuNet open(Path file) {
    return open(file, THRESHOLD);
  }

  /**
   * Loads a file; both those that fix their input's size and those that do not will do.
   *
   * @param threshold least score of a face, in (0, 1)
   * @throws io.github.fpga.tensor.CheckpointException where it is damaged or no YuNet
   */
  public static YuNet open(Path file, double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("the threshold must be in (0, 1), got " + threshold);
    }
    return new YuNet(OnnxNetwork.open(file, FORM), threshold);
  }

  @Override
  public List<Detection> detect(BufferedImage image) {
    double fits =
        Math.min(
            (double) network.width(SIDE) / image.getWidth(),
            (double) network.height(SIDE) / image.getHeight());
    double factor = Math.min(1, fits);
    List<Detection> found = new ArrayList<>(at(image, factor));
    while (Math.max(image.getWidth(), image.getHeight()) * factor > ONE_PASS) {
      factor /= 2;
      found.addAll(at(image, factor));
    }
    return Suppression.keepBest(found, Suppression.overlapping(OVERLAP_OF_PASSES));
  }

  private List<Detection> at(BufferedImage image, double factor) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    Affine back =
        Affine.scaling((double) image.getWidth() / width, (double) image.getHeight() / height);
    return search(Warps.resize(image, width, height)).stream()
        .map(found -> found.mapped(back))
        .toList();
  }

  /**
   * One pass over a picture as it is, as FaceDetectorYN does: black to the right and below up to
   * multiples of 32 pixels.
   */
  List<Detection> search(BufferedImage image) {
    int width = network.width(roundUp(image.getWidth()));
    int height = network.height(roundUp(image.getHeight()));
    BufferedImage padded = Warps.window(image, 0, 0, width, height, Border.ZERO);
    List<OnnxOutput> outputs = network.run(INPUT.blob(List.of(padded)), 1, height, width);
    // OpenCV counts pixel indices.
    return YuNetDecoder.decode(outputs, height, width, threshold, OVERLAP).stream()
        .map(found -> found.mapped(Affine.translation(0.5, 0.5)))
        .toList();
  }

  private static int roundUp(int side) {
    return (side + NetworkForm.MULTIPLE - 1) / NetworkForm.MULTIPLE * NetworkForm.MULTIPLE;
  }

  @Override
  public void close() {
    network.close();
  }
}
