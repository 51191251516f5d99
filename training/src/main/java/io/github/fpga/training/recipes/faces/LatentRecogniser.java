package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Alignment;
import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.GroupNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.models.layers.ResnetBlock;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Recognises faces in latents: cells sampled where the face is aligned, a small residual network,
 * an embedding in the conditioning recogniser's space and, where training knew them, the person's
 * attributes. It serves training alone: as the measure of likeness of what a denoiser is about to
 * draw, without decoding it.
 */
public final class LatentRecogniser {

  private static final int CELLS = 14;
  private static final int NARROW = 64;
  private static final int WIDE = 128;
  private static final int GROUPS = 8;
  private static final double EPSILON = 1e-5;

  private final Conv2d stem;
  private final ResnetBlock fine;
  private final Conv2d down;
  private final ResnetBlock coarse;
  private final GroupNorm norm;
  private final Conv2d squeeze;
  private final Linear embedding;
  private final Optional<Linear> attributes;

  /**
   * @param channels of the latents
   * @param dimensions of the embedding
   * @param attributes how many attributes are read; 0 for none
   */
  public LatentRecogniser(Weights w, int channels, int dimensions, int attributes) {
    stem = new Conv2d(w.at("stem"), channels, NARROW, 3, 1, 1);
    fine = new ResnetBlock(w.at("fine"), NARROW, NARROW, 0, GROUPS, EPSILON);
    down = new Conv2d(w.at("down"), NARROW, WIDE, 3, 2, 1);
    coarse = new ResnetBlock(w.at("coarse"), WIDE, WIDE, 0, GROUPS, EPSILON);
    norm = new GroupNorm(w.at("norm"), GROUPS, WIDE, EPSILON);
    squeeze = new Conv2d(w.at("squeeze"), WIDE, NARROW, 1);
    long flat = (long) NARROW * (CELLS / 2) * (CELLS / 2);
    embedding = new Linear(w.at("embedding"), flat, dimensions);
    this.attributes =
        attributes > 0
            ? Optional.of(new Linear(w.at("attributes"), flat, attributes))
            : Optional.empty();
  }

  /**
   * What is seen of faces.
   *
   * @param embeddings_FD rows of length 1, fp32
   * @param attributes_FA standardised as in {@link AttributeTargets}, fp32; empty if none are read
   */
  public record Seen(Tensor embeddings_FD, Optional<Tensor> attributes_FA) {}

  /**
   * Looks at faces in latents; gradients flow to the latents.
   *
   * @param latents_BCHW clean latents, or what a denoiser takes for clean, fp32
   */
  public Seen see(Tensor latents_BCHW, LatentFaces faces) {
    Tensor each = latents_BCHW.index_select(0, Tensors.of(faces.index(), faces.index().length));
    Tensor aligned =
        Warp.sample(each, faces.toAligned(), Alignment.RECOGNITION_SIZE, faces.side(), CELLS);
    Tensor x = aligned.to(ScalarType.BFloat16).contiguous(MemoryFormat.ChannelsLast);
    Tensor h = coarse.apply(down.apply(fine.apply(stem.apply(x))));
    Tensor flat = torch.silu(squeeze.apply(torch.silu(norm.apply(h)))).flatten(1, -1);
    return new Seen(
        Embeddings.normalised(embedding.apply(flat).to(ScalarType.Float)),
        attributes.map(head -> head.apply(flat).to(ScalarType.Float)));
  }
}
