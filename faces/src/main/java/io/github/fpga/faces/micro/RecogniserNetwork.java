package io.github.fpga.faces.micro;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A residual network over aligned faces. The last feature map is the local tokens; the global
 * embedding reads all of it with one linear map, because on aligned faces the place of a feature
 * means something (as in ArcFace, arXiv 1801.07698, section 3.2).
 */
public final class RecogniserNetwork {

  /**
   * Features of a batch.
   *
   * @param global_BD embeddings, not normalised
   * @param local_BCHW the last feature map, 7x7
   */
  public record Features(Tensor global_BD, Tensor local_BCHW) {}

  private static final int GROUPS = 8;
  private static final double EPSILON = 1e-5;

  private final Conv2d stem;
  private final Conv2d[] down = new Conv2d[3];
  private final ResnetBlock[] blocks = new ResnetBlock[3];
  private final GroupNorm norm;
  private final Conv2d local;
  private final Linear global;

  public RecogniserNetwork(Weights w, RecogniserConfig config) {
    stem = new Conv2d(w.at("stem"), 3, config.stem(), 3, 2, 1);
    int in = config.stem();
    for (int i = 0; i < 3; i++) {
      int out = config.channels()[i];
      down[i] = new Conv2d(w.at("down").at(i), in, out, 3, 2, 1);
      blocks[i] = new ResnetBlock(w.at("blocks").at(i), out, out, 0, GROUPS, EPSILON);
      in = out;
    }
    norm = new GroupNorm(w.at("norm"), GROUPS, in, EPSILON);
    local = new Conv2d(w.at("local"), in, config.localChannels(), 1);
    long flat = (long) config.localChannels() * RecogniserConfig.GRID * RecogniserConfig.GRID;
    global = new Linear(w.at("global"), flat, config.dimensions());
  }

  /** Pictures (B, 3, 112, 112) in [-1, 1] to their features. */
  public Features apply(Tensor x_BCHW) {
    Tensor h = torch.silu(stem.apply(x_BCHW));
    for (int i = 0; i < 3; i++) {
      h = blocks[i].apply(down[i].apply(h));
    }
    Tensor map = local.apply(torch.silu(norm.apply(h)));
    return new Features(global.apply(torch.silu(map).flatten(1, -1)), map);
  }
}
