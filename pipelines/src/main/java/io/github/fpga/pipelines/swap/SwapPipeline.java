package io.github.fpga.pipelines.swap;

import io.github.fpga.faces.Face;
import io.github.fpga.pipelines.diir.DiirPipeline;
import io.github.fpga.pipelines.diir.PosedFaces;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.diir.Restored;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.pipelines.run.Run;
import java.util.List;

/** Swaps faces: DIIR on a face chosen by its place instead of its likeness. */
public final class SwapPipeline {

  /** The task in provenance. */
  public static final String TASK = "swap";

  private final PortraitModels models;

  public SwapPipeline(PortraitModels models) {
    this.models = models;
  }

  /**
   * Gives a face to another person.
   *
   * @throws IllegalArgumentException where the picture has no such face
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   */
  public RestoreResult run(SwapRequest request, ProgressListener listener) {
    Run run = new Run(listener);
    RestoreRequest restore =
        new RestoreRequest(
            request.picture(),
            List.of(Placement.of(request.person())),
            request.prompt(),
            request.style(),
            request.options(),
            request.seed());
    Restored restored =
        new DiirPipeline(models)
            .restore(
                run, restore, (r, faces) -> new int[] {index(request, faces)}, PosedFaces.UNKNOWN);
    Provenance provenance = Provenance.of(TASK, RequestJson.of(request), models.checksums());
    return DiirPipeline.describe(restored, request.picture(), provenance, run);
  }

  private static int index(SwapRequest request, List<Face> faces) {
    if (request.face() > faces.size()) {
      throw new IllegalArgumentException(
          faces.isEmpty()
              ? "no face found in %s".formatted(name(request))
              : "%s shows %d %s, there is no face %d: faces count from the left"
                  .formatted(
                      name(request),
                      faces.size(),
                      faces.size() == 1 ? "face" : "faces",
                      request.face()));
    }
    return request.face() - 1;
  }

  private static String name(SwapRequest request) {
    return request.picture().path() == null ? "the picture" : request.picture().path();
  }
}
