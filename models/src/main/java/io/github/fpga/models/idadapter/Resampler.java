package io.github.fpga.models.idadapter;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;

/** Learned query tokens that read patch features; IP-Adapter Plus's Resampler. */
final class Resampler implements IdentityProjection {

  private final Parameter latents;
  private final Perceiver perceiver;

  Resampler(Weights w, IdentityAdapterConfig config) {
    Init init = Init.normal(1 / Math.sqrt(config.width()));
    latents = w.parameter("latents", init, 1, config.tokens(), config.width());
    perceiver = new Perceiver(w, config);
  }

  @Override
  public Tensor tokens(Tensor global_BD, Tensor local_BNC, double s) {
    Tensor queries = latents.value();
    queries = queries.expand(local_BNC.size(0), queries.size(1), queries.size(2));
    return perceiver.apply(queries, local_BNC);
  }
}
