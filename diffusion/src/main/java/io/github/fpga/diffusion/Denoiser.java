package io.github.fpga.diffusion;

import org.bytedeco.pytorch.Tensor;

/** A network with its conditioning, as samplers see it. */
@FunctionalInterface
public interface Denoiser {

  /**
   * Predicts noise, velocity or clean latents, whatever the schedule says.
   *
   * @param latents_BCHW variance preserving latents, fp32; not to be changed in place
   * @param timestep in [0, trainTimesteps), fractional for some samplers
   * @return a prediction of the same shape in any floating format, owned by the current scope
   */
  Tensor predict(Tensor latents_BCHW, double timestep);
}
