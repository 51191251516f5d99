package io.github.fpga.evaluation.judge;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A patch mixer (MLP-Mixer, arXiv 2105.01601) behind a convolutional stem: linear maps across the
 * places of the face alternate with linear maps across channels.
 */
public final class JudgeNetwork {

  private static final int TOKENS = JudgeConfig.GRID * JudgeConfig.GRID;

  private final Conv2d[] stem = new Conv2d[3];
  private final Block[] blocks;
  private final LayerNorm norm;
  private final Linear flat;
  private final Linear out;

  public JudgeNetwork(Weights w, JudgeConfig config) {
    int[] widths = {3, config.stem()[0], config.stem()[1], config.width()};
    for (int i = 0; i < 3; i++) {
      stem[i] = new Conv2d(w.at("stem").at(i), widths[i], widths[i + 1], 3, 2, 1);
    }
    blocks = new Block[config.blocks()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Block(w.at("blocks").at(i), config.width());
    }
    norm = new LayerNorm(w.at("norm"), config.width());
    flat = new Linear(w.at("flat"), config.width(), config.flat());
    out = new Linear(w.at("out"), (long) config.flat() * TOKENS, config.dimensions());
  }

  /**
   * @param x_BCHW aligned faces (B, 3, 112, 112) in [-1, 1]
   * @return embeddings (B, dimensions), not normalised
   */
  public Tensor apply(Tensor x_BCHW) {
    Tensor h = torch.gelu(stem[0].apply(x_BCHW));
    h = stem[2].apply(torch.gelu(stem[1].apply(h)));
    Tensor tokens_BNC = h.flatten(2, -1).transpose(1, 2).contiguous();
    for (Block block : blocks) {
      tokens_BNC = block.apply(tokens_BNC);
    }
    Tensor last = torch.gelu(flat.apply(norm.apply(tokens_BNC)));
    return out.apply(last.flatten(1, -1));
  }

  /** One mixer block: across tokens, then across channels. */
  private static final class Block {

    private final LayerNorm norm1;
    private final Linear tokensIn;
    private final Linear tokensOut;
    private final LayerNorm norm2;
    private final Linear channelsIn;
    private final Linear channelsOut;

    Block(Weights w, int width) {
      norm1 = new LayerNorm(w.at("norm1"), width);
      tokensIn = new Linear(w.at("tokens").at(0), TOKENS, TOKENS / 2);
      tokensOut = new Linear(w.at("tokens").at(1), TOKENS / 2, TOKENS);
      norm2 = new LayerNorm(w.at("norm2"), width);
      channelsIn = new Linear(w.at("channels").at(0), width, 2L * width);
      channelsOut = new Linear(w.at("channels").at(1), 2L * width, width);
    }

    Tensor apply(Tensor x_BNC) {
      Tensor turned_BCN = norm1.apply(x_BNC).transpose(1, 2);
      Tensor mixed = tokensOut.apply(torch.gelu(tokensIn.apply(turned_BCN)));
      Tensor x = x_BNC.add(mixed.transpose(1, 2));
      return x.add(channelsOut.apply(torch.gelu(channelsIn.apply(norm2.apply(x)))));
    }
  }
}
