package io.github.fpga.models.idadapter;

import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;

/** A network that turns identity features into tokens. */
interface IdentityProjection {

  /**
   * @param global_BD global feature, or null where the network takes none
   * @param local_BNC local features, or null where the network takes none
   * @param s how much the local features add, where the network has a shortcut
   * @return (B, tokens, crossAttentionDim)
   */
  Tensor tokens(Tensor global_BD, Tensor local_BNC, double s);

  /** The network of a config, by the keys below image_proj. */
  static IdentityProjection of(Weights w, IdentityAdapterConfig config) {
    return switch (config.projection()) {
      case PLAIN -> new ImageProjModel(w, config);
      case PLUS -> new Resampler(w, config);
      case FACE_ID -> new MlpProjModel(w, config);
      case FACE_ID_PLUS -> new ProjPlusModel(w, config);
    };
  }
}
