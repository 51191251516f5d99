package io.github.fpga.models.idadapter;

import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A perceptron of a face embedding to tokens; IP-Adapter FaceID's MLPProjModel. */
final class MlpProjModel implements IdentityProjection {

  private final Linear first;
  private final Linear second;
  private final LayerNorm norm;
  private final long tokens;
  private final long width;

  MlpProjModel(Weights w, IdentityAdapterConfig config) {
    long in = config.idEmbeddingDim();
    tokens = config.tokens();
    width = config.crossAttentionDim();
    first = new Linear(w.at("proj.0"), in, 2 * in);
    second = new Linear(w.at("proj.2"), 2 * in, tokens * width);
    norm = new LayerNorm(w.at("norm"), width);
  }

  @Override
  public Tensor tokens(Tensor global_BD, Tensor local_BNC, double s) {
    Tensor hidden = torch.gelu(first.apply(global_BD));
    return norm.apply(second.apply(hidden).view(-1, tokens, width));
  }
}
