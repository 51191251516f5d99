package io.github.fpga.faces.micro;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Heat maps of the 18 joints of the one person whose face is marked. */
public final class PoseNetwork {

  private static final int GROUPS = 8;
  private static final double EPSILON = 1e-5;

  private final Conv2d[] down = new Conv2d[4];
  private final ResnetBlock[] blocks = new ResnetBlock[2];
  private final Conv2d[] lateral = new Conv2d[2];
  private final ResnetBlock merged;
  private final GroupNorm norm1;
  private final Conv2d head;
  private final GroupNorm norm2;
  private final Conv2d out;

  public PoseNetwork(Weights w, PoseConfig config) {
    int[] channels = config.channels();
    int in = PoseConfig.INPUTS;
    for (int i = 0; i < 4; i++) {
      down[i] = new Conv2d(w.at("down").at(i), in, channels[i], 3, 2, 1);
      in = channels[i];
    }
    for (int i = 0; i < 2; i++) {
      int c = channels[i + 2];
      blocks[i] = new ResnetBlock(w.at("blocks").at(i), c, c, 0, GROUPS, EPSILON);
    }
    lateral[0] = new Conv2d(w.at("lateral").at(0), channels[3], channels[2], 1);
    lateral[1] = new Conv2d(w.at("lateral").at(1), channels[1], channels[2], 1);
    merged = new ResnetBlock(w.at("merged"), channels[2], channels[2], 0, GROUPS, EPSILON);
    norm1 = new GroupNorm(w.at("norm1"), GROUPS, channels[2], EPSILON);
    head = new Conv2d(w.at("head"), channels[2], channels[2], 3);
    norm2 = new GroupNorm(w.at("norm2"), GROUPS, channels[2], EPSILON);
    out = new Conv2d(w.at("out"), channels[2], Skeleton.COUNT, 1);
  }

  /**
   * @param x_BCHW crops with the face's mark, (B, 4, 128, 128), pictures in [-1, 1]
   * @return logits of the heat maps (B, 18, 32, 32)
   */
  public Tensor apply(Tensor x_BCHW) {
    Tensor half = torch.silu(down[0].apply(x_BCHW));
    Tensor quarter = torch.silu(down[1].apply(half));
    Tensor eighth = blocks[0].apply(down[2].apply(quarter));
    Tensor least = blocks[1].apply(down[3].apply(eighth));
    Tensor wide = merged.apply(eighth.add(enlarged(lateral[0].apply(least), eighth)));
    Tensor fine = lateral[1].apply(quarter).add(enlarged(wide, quarter));
    Tensor last = head.apply(torch.silu(norm1.apply(fine)));
    return out.apply(torch.silu(norm2.apply(last)));
  }

  private static Tensor enlarged(Tensor x, Tensor like) {
    return torch.upsample_nearest2d(x, like.size(2), like.size(3));
  }

  /** The mark of a face (1, 1, 128, 128): a bump of the face's size, 1 in its middle. */
  public static Tensor mark(Box face, Affine toCrop) {
    int side = PoseConfig.SIDE;
    Point centre = toCrop.apply(face.centre());
    double sigma = Math.max(1, 0.35 * Math.sqrt(face.area()) * toCrop.scale());
    float[] values = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = x + 0.5 - centre.x();
        double dy = y + 0.5 - centre.y();
        values[y * side + x] = (float) Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
      }
    }
    return Tensors.of(values, 1, 1, side, side);
  }
}
