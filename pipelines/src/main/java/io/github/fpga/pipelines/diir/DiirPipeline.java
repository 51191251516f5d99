package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;
import java.util.List;

/** Restores faces. */
public final class DiirPipeline {

  private final PortraitModels models;

  public DiirPipeline(PortraitModels models) {
    this.models = models;
  }

  public List<RestoreResult> run(List<RestoreRequest> requests, ProgressListener listener) {
    throw new UnsupportedOperationException("not yet: " + models);
  }
}
