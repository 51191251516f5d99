package io.github.fpga.faces.micro;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A fully convolutional detector without anchors: every cell of 8x8 pixels says whether a face is
 * centred in it, and where its box and five points are (after CenterNet, arXiv 1904.07850, with the
 * lateral connections of arXiv 1612.03144).
 */
public final class DetectorNetwork {

  private static final int GROUPS = 8;
  private static final double EPSILON = 1e-5;

  private final Conv2d[] down = new Conv2d[5];
  private final ResnetBlock[] blocks = new ResnetBlock[3];
  private final Conv2d[] lateral = new Conv2d[2];
  private final ResnetBlock merged;
  private final GroupNorm norm1;
  private final Conv2d head;
  private final GroupNorm norm2;
  private final Conv2d out;

  public DetectorNetwork(Weights w, DetectorConfig config) {
    int[] channels = config.channels();
    int in = 3;
    for (int i = 0; i < 5; i++) {
      down[i] = new Conv2d(w.at("down").at(i), in, channels[i], 3, 2, 1);
      in = channels[i];
    }
    for (int i = 0; i < 3; i++) {
      int c = channels[i + 2];
      blocks[i] = new ResnetBlock(w.at("blocks").at(i), c, c, 0, GROUPS, EPSILON);
    }
    lateral[0] = new Conv2d(w.at("lateral").at(0), channels[4], channels[3], 1);
    lateral[1] = new Conv2d(w.at("lateral").at(1), channels[3], channels[2], 1);
    merged = new ResnetBlock(w.at("merged"), channels[3], channels[3], 0, GROUPS, EPSILON);
    norm1 = new GroupNorm(w.at("norm1"), GROUPS, channels[2], EPSILON);
    head = new Conv2d(w.at("head"), channels[2], channels[2], 3);
    norm2 = new GroupNorm(w.at("norm2"), GROUPS, channels[2], EPSILON);
    out = new Conv2d(w.at("out"), channels[2], DetectorConfig.OUTPUTS, 1);
  }

  /**
   * @param x_BCHW pictures (B, 3, H, W) in [-1, 1], sides multiples of 32
   * @return (B, 15, H/8, W/8): the score's logit, the box centre's offset from the cell's centre in
   *     cells (x, y), the logarithms of width and height over 32 pixels, and five points relative
   *     to the cell's centre, in box sides (x, y each)
   */
  public Tensor apply(Tensor x_BCHW) {
    Tensor h = torch.silu(down[0].apply(x_BCHW));
    h = torch.silu(down[1].apply(h));
    Tensor eighth = blocks[0].apply(down[2].apply(h));
    Tensor sixteenth = blocks[1].apply(down[3].apply(eighth));
    Tensor least = blocks[2].apply(down[4].apply(sixteenth));
    Tensor wide = merged.apply(sixteenth.add(enlarged(lateral[0].apply(least), sixteenth)));
    Tensor fine = eighth.add(enlarged(lateral[1].apply(wide), eighth));
    Tensor last = head.apply(torch.silu(norm1.apply(fine)));
    return out.apply(torch.silu(norm2.apply(last)));
  }

  private static Tensor enlarged(Tensor x, Tensor like) {
    return torch.upsample_nearest2d(x, like.size(2), like.size(3));
  }
}
