package io.github.fpga.pipelines.swap;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;

/** Swaps faces. */
public final class SwapPipeline {

  private final PortraitModels models;

  public SwapPipeline(PortraitModels models) {
    this.models = models;
  }

  public io.github.fpga.pipelines.diir.RestoreResult run(
      SwapRequest request, ProgressListener listener) {
    throw new UnsupportedOperationException("not yet: " + models);
  }
}
