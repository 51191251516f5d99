package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.pipelines.run.Run;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.pipelines.run.Version;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Restores faces: find, assign, cut out, invert, denoise with the identity, paste, judge. Safe for
 * many threads.
 */
public final class DiirPipeline {

  /** The task in provenance. */
  public static final String TASK = "restore";

  /** Faces of one batch through the networks; more only takes more memory. */
  private static final int LARGEST_BATCH = 16;

  private final PortraitModels models;

  public DiirPipeline(PortraitModels models) {
    this.models = models;
  }

  /**
   * Restores the faces of pictures, all as one batch as far as their options agree.
   *
   * @return one result per request, in their order
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   */
  public List<RestoreResult> run(List<RestoreRequest> requests, ProgressListener listener) {
    Run run = new Run(listener);
    List<Restored> restored = restore(run, requests, FaceChoice.BY_PERSON, PosedFaces.UNKNOWN);
    List<RestoreResult> results = new ArrayList<>();
    for (int i = 0; i < restored.size(); i++) {
      results.add(
          describe(
              restored.get(i),
              requests.get(i).picture(),
              new Provenance(
                  TASK,
                  RequestJson.of(requests.get(i)),
                  models.checksums(),
                  Version.current(),
                  requests.size()),
              run));
    }
    return results;
  }

  /** As part of another run, with the face chosen in any way. */
  public Restored restore(Run run, RestoreRequest request, FaceChoice choice, PosedFaces posed) {
    return restore(run, List.of(request), choice, posed).get(0);
  }

  private List<Restored> restore(
      Run run, List<RestoreRequest> requests, FaceChoice choice, PosedFaces posed) {
    List<FaceScene> scenes =
        run.stage(
            Stage.FACES,
            () ->
                requests.stream()
                    .map(request -> new FaceScene(models, request, choice, posed))
                    .toList());
    Optional<List<Restored>> finished;
    do {
      Map<FaceJob, BufferedImage> crops = new IdentityHashMap<>();
      batches(scenes).forEach((batch, jobs) -> crops.putAll(work(run, batch.options(), jobs)));
      finished = run.stage(Stage.PASTE, () -> paste(scenes, crops));
    } while (finished.isEmpty());
    return finished.get();
  }

  /** The pictures, unless the gate wants some faces made again. */
  private static Optional<List<Restored>> paste(
      List<FaceScene> scenes, Map<FaceJob, BufferedImage> crops) {
    scenes.forEach(scene -> scene.judge(crops));
    return scenes.stream().allMatch(scene -> scene.jobs().isEmpty())
        ? Optional.of(scenes.stream().map(FaceScene::finish).toList())
        : Optional.empty();
  }

  /** Faces that may go through the networks together. */
  private record Batch(RestoreOptions options, int side, int number) {}

  private static Map<Batch, List<FaceJob>> batches(List<FaceScene> scenes) {
    Map<Batch, List<FaceJob>> batches = new LinkedHashMap<>();
    for (FaceScene scene : scenes) {
      for (FaceJob job : scene.jobs()) {
        int number = 0;
        while (batches
                .getOrDefault(new Batch(scene.options(), job.side(), number), List.of())
                .size()
            >= LARGEST_BATCH) {
          number++;
        }
        batches
            .computeIfAbsent(new Batch(scene.options(), job.side(), number), b -> new ArrayList<>())
            .add(job);
      }
    }
    return batches;
  }

  private Map<FaceJob, BufferedImage> work(Run run, RestoreOptions options, List<FaceJob> jobs) {
    List<BufferedImage> restored = new FaceBatch(models, options, run, jobs).restore();
    int cell = models.traits().cell();
    Map<FaceJob, BufferedImage> crops = new IdentityHashMap<>();
    for (int i = 0; i < jobs.size(); i++) {
      FaceJob job = jobs.get(i);
      crops.put(
          job,
          options.does().colourMatch()
              ? ColourMatch.apply(
                  restored.get(i), job.crop().image(), job.working(), job.coverage(cell))
              : restored.get(i));
    }
    return crops;
  }

  /** The result of a restored picture. */
  public static RestoreResult describe(
      Restored restored, InputPicture input, Provenance provenance, Run run) {
    return new RestoreResult(
        restored.image(),
        restored.faces(),
        restored.unfound(),
        restored.changed(),
        restored.crops(),
        input.text(),
        provenance,
        run.times());
  }
}
