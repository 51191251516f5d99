package io.github.fpga.faces.micro;

import io.github.fpga.faces.Landmarks;
import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Reads the 68 landmarks from a face crop by direct regression. */
public final class LandmarkNetwork {

  private static final int GROUPS = 8;
  private static final double EPSILON = 1e-5;

  private final Conv2d[] down = new Conv2d[3];
  private final ResnetBlock[] blocks = new ResnetBlock[2];
  private final GroupNorm norm;
  private final Conv2d flat;
  private final Linear out;

  public LandmarkNetwork(Weights w, LandmarkConfig config) {
    int in = 3;
    for (int i = 0; i < 3; i++) {
      down[i] = new Conv2d(w.at("down").at(i), in, config.channels()[i], 3, 2, 1);
      in = config.channels()[i];
    }
    for (int i = 0; i < 2; i++) {
      int c = config.channels()[i + 1];
      blocks[i] = new ResnetBlock(w.at("blocks").at(i), c, c, 0, GROUPS, EPSILON);
    }
    norm = new GroupNorm(w.at("norm"), GROUPS, in, EPSILON);
    flat = new Conv2d(w.at("flat"), in, config.flat(), 1);
    out = new Linear(w.at("out"), config.flat() * 64L, 2L * Landmarks.COUNT);
  }

  /**
   * @param x_BCHW face crops (B, 3, 64, 64) in [-1, 1]
   * @return (B, 136): x and y of each landmark, 0 the crop's centre, -1 and 1 its edges
   */
  public Tensor apply(Tensor x_BCHW) {
    Tensor h = torch.silu(down[0].apply(x_BCHW));
    h = blocks[0].apply(down[1].apply(h));
    h = blocks[1].apply(down[2].apply(h));
    return out.apply(torch.silu(flat.apply(torch.silu(norm.apply(h)))).flatten(1, -1));
  }
}
