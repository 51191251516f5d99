package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.diir.DiirPipeline;
import io.github.fpga.pipelines.diir.FaceChoice;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.Restored;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.pipelines.run.Run;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Portraits: check, encode text, encode identities, initial latents, denoise, decode, restore,
 * describe. Safe for many threads.
 */
public final class GeneratePipeline {

  /** The task in provenance. */
  public static final String TASK = "generate";

  private final PortraitModels models;

  public GeneratePipeline(PortraitModels models) {
    this.models = models;
  }

  /**
   * Makes the pictures of a request, one after the other: each has a seed of its own and comes out
   * as if asked for alone.
   *
   * @throws IllegalArgumentException where regions and pose do not belong together
   * @throws io.github.fpga.tensor.CheckpointException where the baseline is asked for and the
   *     family has none
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   */
  public List<GenerateResult> run(GenerateRequest request, ProgressListener listener) {
    Scenery scenery = Scenery.of(request);
    List<GenerateResult> results = new ArrayList<>();
    for (int i = 0; i < request.count(); i++) {
      long seed = request.seed() + i;
      GenerateRequest alone = request.withSeed(seed).withCount(1);
      results.add(
          one(
              scenery,
              null,
              seed,
              new Run(listener),
              Provenance.of(TASK, RequestJson.of(alone), models.checksums())));
    }
    return results;
  }

  /**
   * One picture.
   *
   * @param canvas what it is painted over; null for nothing
   */
  GenerateResult one(Scenery scenery, Canvas canvas, long seed, Run run, Provenance provenance) {
    BufferedImage painted = new PortraitPainter(models, scenery, canvas, run).paint(seed);
    Restored restored = restore(scenery, painted, seed, run);
    BufferedImage image = restored == null ? painted : restored.image();
    return new GenerateResult(
        canvas == null ? image : canvas.over(image),
        canvas == null ? painted : canvas.over(painted),
        scenery.layout().regions(),
        scenery.layout().pose(),
        restored == null ? List.of() : restored.faces(),
        restored == null ? null : restored.changed(),
        restored == null ? List.of() : restored.unfound(),
        provenance,
        run.times());
  }

  /** The picture after DIIR, or null where it is not asked for. */
  private Restored restore(Scenery scenery, BufferedImage painted, long seed, Run run) {
    GenerateRequest request = scenery.request();
    if (request.restore() == null || scenery.people().isEmpty()) {
      return null;
    }
    RestoreRequest restore =
        new RestoreRequest(
            InputPicture.of(painted),
            scenery.people(),
            "",
            request.style(),
            request.restore(),
            seed);
    return new DiirPipeline(models)
        .restore(run, restore, FaceChoice.BY_PERSON, WantedFaces.of(scenery.layout()));
  }
}
