package io.github.fpga.diffusion;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Follows a sampler. */
@FunctionalInterface
public interface StepListener {

  /** Ignores everything. */
  StepListener NONE = (step, total, predictedX0) -> true;

  /**
   * Called after each step.
   *
   * @param step steps done, from 1 to total
   * @param total steps of this run
   * @param predictedX0 the clean latents (B,C,H,W) this step's prediction implies, computed when
   *     asked for; the supplier and its tensor live only until this method returns
   * @return false to stop: the sampler then throws {@link CancelledException}
   */
  boolean onStep(int step, int total, Supplier<Tensor> predictedX0);
}
