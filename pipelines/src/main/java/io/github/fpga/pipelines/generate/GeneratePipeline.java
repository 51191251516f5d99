package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;
import java.util.List;

/** Portraits of people. */
public final class GeneratePipeline {

  private final PortraitModels models;

  public GeneratePipeline(PortraitModels models) {
    this.models = models;
  }

  public List<GenerateResult> run(GenerateRequest request, ProgressListener listener) {
    throw new UnsupportedOperationException("not yet: " + models);
  }
}
