package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.pipelines.run.Run;

/**
 * Pictures painted over: as portraits are made, but from a picture's noised latents, and with
 * everything outside the mask put back. Safe for many threads.
 */
public final class RepaintPipeline {

  /** The task in provenance. */
  public static final String TASK = "repaint";

  private final PortraitModels models;

  public RepaintPipeline(PortraitModels models) {
    this.models = models;
  }

  /**
   * Paints a picture over.
   *
   * @throws IllegalArgumentException where regions and pose do not belong together
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   */
  public GenerateResult run(RepaintRequest request, ProgressListener listener) {
    return new GeneratePipeline(models)
        .one(
            Scenery.of(request.portrait()),
            Canvas.of(request),
            request.portrait().seed(),
            new Run(listener),
            Provenance.of(TASK, RequestJson.of(request), models.checksums()));
  }
}
