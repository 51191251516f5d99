package io.github.fpga.faces.micro;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.faces.Suppression;
import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Finds faces whose side is 6 to 80 % of the picture, at least 16 of 512 pixels.
 *
 * <p>Pictures are searched with a longer side of at most {@value #SIDE} pixels, and those above
 * {@value #ONE_PASS} at half of that too, for large faces. Safe for use by many threads.
 */
public final class MicroDetector implements FaceDetector {

  private static final int SIDE = 512;
  private static final int ONE_PASS = 320;
  private static final double THRESHOLD = 0.4;
  private static final double LARGEST_OVERLAP = 0.4;

  private final DetectorNetwork network;
  private final double threshold;

  public MicroDetector(Weights w, DetectorConfig config) {
    this(w, config, THRESHOLD);
  }

  /**
   * Computes in fp32, whatever the format of the weights.
   *
   * @param threshold least score of a face, in (0, 1)
   */
  public MicroDetector(Weights w, DetectorConfig config, double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("the threshold must be in (0, 1), got " + threshold);
    }
    network = w.converted(ScalarType.Float).build(root -> new DetectorNetwork(root, config));
    this.threshold = threshold;
  }

  /** The bundled network. */
  public static MicroDetector load() {
    return new MicroDetector(MicroFaces.bundled("detector"), DetectorConfig.micro());
  }

  @Override
  public List<Detection> detect(BufferedImage image) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    double factor = Math.min(1, (double) SIDE / longer);
    List<Detection> found = new ArrayList<>(at(image, factor));
    if (longer * factor > ONE_PASS) {
      found.addAll(at(image, factor / 2));
    }
    return Suppression.keepBest(found, Suppression.overlapping(LARGEST_OVERLAP));
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

  /** One pass over a picture, its edges drawn out to multiples of 32 pixels. */
  private List<Detection> search(BufferedImage image) {
    int width = roundUp(image.getWidth());
    int height = roundUp(image.getHeight());
    BufferedImage padded = Warps.window(image, 0, 0, width, height, Border.EDGE);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor cells = network.apply(Images.toTensor(padded));
      return DetectionDecoder.decode(
          Tensors.floats(cells), (int) cells.size(2), (int) cells.size(3), threshold);
    }
  }

  private static int roundUp(int side) {
    int m = DetectorConfig.MULTIPLE;
    return (side + m - 1) / m * m;
  }
}
