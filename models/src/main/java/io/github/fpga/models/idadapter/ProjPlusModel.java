package io.github.fpga.models.idadapter;

import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * Global and local identity together: q = LN(MLP(g)), T = q + s * Resampler(q, l); IP-Adapter
 * FaceID-Plus's ProjPlusModel (its first version lacks the "q +").
 */
final class ProjPlusModel implements IdentityProjection {

  private final MlpProjModel global;
  private final Perceiver resampler;
  private final boolean shortcut;

  ProjPlusModel(Weights w, IdentityAdapterConfig config) {
    global = new MlpProjModel(w, config);
    resampler = new Perceiver(w.at("perceiver_resampler"), config);
    shortcut = config.shortcut();
  }

  @Override
  public Tensor tokens(Tensor global_BD, Tensor local_BNC, double s) {
    Tensor q = global.tokens(global_BD, null, s);
    Tensor fromLocal = resampler.apply(q, local_BNC);
    return shortcut ? Tensors.mul(fromLocal, s).add(q) : fromLocal;
  }
}
