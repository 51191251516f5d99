package io.github.fpga.models.idadapter;

import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;

/** One linear map of an image embedding to tokens; the plain IP-Adapter's image_proj. */
final class ImageProjModel implements IdentityProjection {

  private final Linear proj;
  private final LayerNorm norm;
  private final long tokens;
  private final long width;

  ImageProjModel(Weights w, IdentityAdapterConfig config) {
    tokens = config.tokens();
    width = config.crossAttentionDim();
    proj = new Linear(w.at("proj"), config.idEmbeddingDim(), tokens * width);
    norm = new LayerNorm(w.at("norm"), width);
  }

  @Override
  public Tensor tokens(Tensor global_BD, Tensor local_BNC, double s) {
    return norm.apply(proj.apply(global_BD).view(-1, tokens, width));
  }
}
