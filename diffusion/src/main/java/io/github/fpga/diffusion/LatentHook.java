package io.github.fpga.diffusion;

import org.bytedeco.pytorch.Tensor;

/** Changes the latents between steps, as DIIR does when it replays an inversion outside a mask. */
@FunctionalInterface
public interface LatentHook {

  /** Changes nothing. */
  LatentHook NONE = (point, latents) -> latents;

  /**
   * Called after each step.
   *
   * @param point the grid point the latents have reached, from start+1 to {@link
   *     TimestepGrid#size}, where they are clean; {@link TimestepGrid#alphaCumprod(int)} is its
   *     level
   * @param latents (B,C,H,W) fp32; not to be changed in place
   * @return the latents to go on with, the given ones or others of the same shape
   */
  Tensor apply(int point, Tensor latents);
}
