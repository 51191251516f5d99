package io.github.fpga.diffusion;

import java.util.Objects;

/**
 * Who takes part in a run besides the sampler.
 *
 * @param listener told after each step
 * @param afterStep applied to the latents after each step, before the listener
 */
public record SamplerOptions(StepListener listener, LatentHook afterStep) {

  /** Nobody. */
  public static final SamplerOptions NONE = new SamplerOptions(StepListener.NONE, LatentHook.NONE);

  /** Rejects nulls. */
  public SamplerOptions {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(afterStep, "afterStep");
  }

  /** The same with another listener. */
  public SamplerOptions withListener(StepListener other) {
    return new SamplerOptions(other, afterStep);
  }

  /** The same with another hook. */
  public SamplerOptions withAfterStep(LatentHook other) {
    return new SamplerOptions(listener, other);
  }
}
