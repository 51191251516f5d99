package io.github.fpga.diffusion;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Denoisers without weights. */
public final class ToyDenoisers {

  private ToyDenoisers() {}

  /** The reference files' synthetic model: {@code sin(1.3 * x + t / 1000)}. */
  public static Tensor sine(Tensor latents, double timestep) {
    return Tensors.add(Tensors.mul(latents, 1.3), timestep / 1000).sin();
  }

  /** The true noise, or velocity, of latents made from a known x0. */
  public static Denoiser knowing(Tensor x0, NoiseSchedule schedule) {
    return (latents, timestep) -> {
      double a = schedule.alphaCumprod((int) timestep);
      double sigma = Math.sqrt(1 - a);
      Tensor noise = Tensors.combine(1 / sigma, latents, -Math.sqrt(a) / sigma, x0);
      return schedule.trainingTarget(x0, noise, (int) timestep);
    };
  }
}
