package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;

/** Inverts and reconstructs. */
public final class InvertPipeline {

  private final PortraitModels models;

  public InvertPipeline(PortraitModels models) {
    this.models = models;
  }

  public InvertResult run(InvertRequest request, ProgressListener listener) {
    throw new UnsupportedOperationException("not yet: " + models);
  }
}
