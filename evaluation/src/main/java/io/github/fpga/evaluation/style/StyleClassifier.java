package io.github.fpga.evaluation.style;

import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * In which style of PortraitWorld a face is drawn: the highest of four logits of a small network
 * that sees the square {@value #AROUND} times as large as the face, {@value #SIDE} pixels a side.
 * The share of faces in the asked style is in [0, 1], higher is better, 1/4 by chance. Our
 * definition. Safe for use by many threads.
 */
public final class StyleClassifier {

  /** Side of what the network sees, in pixels. */
  static final int SIDE = 64;

  /** The square looked at, in face sides. */
  private static final double AROUND = 1.5;

  private final StyleNetwork network;

  /** Computes in fp32, whatever the format of the weights. */
  StyleClassifier(Weights w) {
    network = w.converted(ScalarType.Float).build(StyleNetwork::new);
  }

  /** The bundled one. */
  public static StyleClassifier load() {
    Checkpoint file = Checkpoint.open(ResourceFiles.of(StyleClassifier.class, "style.safetensors"));
    return new StyleClassifier(Weights.of(file));
  }

  /**
   * The style of a face.
   *
   * @param face its box in the picture's pixels
   */
  public Style of(BufferedImage image, Box face) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      float[] logits = Tensors.floats(network.apply(Images.toTensor(square(image, face))));
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      return Style.values()[best];
    }
  }

  /** What the network sees of a face; beyond the picture, its edge goes on. */
  static BufferedImage square(BufferedImage image, Box face) {
    Box square = face.square(AROUND);
    int side = Math.max(2, (int) Math.round(square.width()));
    int x = (int) Math.round(square.x());
    int y = (int) Math.round(square.y());
    return Warps.resize(Warps.window(image, x, y, side, side, Border.EDGE), SIDE, SIDE);
  }
}
