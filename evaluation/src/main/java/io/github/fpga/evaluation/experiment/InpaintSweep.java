package io.github.fpga.evaluation.experiment;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.evaluation.EvaluationProgress;
import io.github.fpga.evaluation.EvaluationProgress.Phase;
import io.github.fpga.evaluation.protocol.Cast;
import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.faces.FaceDetector;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.pipelines.diir.RestoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The best strength of crop-and-inpaint, so that DIIR is compared with the baseline at its best: on
 * development people, by the conditioning recogniser's similarity of the new faces. The judge takes
 * no part. What comes out is written into the protocols by hand, {@code restoring.inpaintStrength}.
 */
public final class InpaintSweep {

  /** What is tried, from little to all. */
  public static final List<Double> STRENGTHS = List.of(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

  private InpaintSweep() {}

  /** The protocol with as many development people in place of its own. */
  public static Protocol onDevelopmentPeople(Protocol protocol) {
    Cast cast = protocol.people();
    Cast development =
        new Cast(
            IdentitySplit.DEVELOPMENT,
            cast.seed(),
            cast.count(),
            cast.references(),
            cast.gallery());
    return new Protocol(
        protocol.suite(),
        protocol.version(),
        development,
        protocol.scenes(),
        protocol.seeds(),
        protocol.sampling(),
        protocol.restoring(),
        protocol.metrics());
  }

  /**
   * Tries every strength on the inputs of the restoration suite.
   *
   * @param plan of {@link #onDevelopmentPeople}
   * @param detector for the reference pictures
   * @return mean similarity over all faces by strength
   * @throws IllegalArgumentException for people of another split
   * @throws CancelledException where the listener stops it
   */
  public static Map<Double, Double> run(
      Path output, Plan plan, Workshop workshop, FaceDetector detector, EvaluationProgress progress)
      throws IOException {
    if (plan.protocol().people().split() != IdentitySplit.DEVELOPMENT) {
      throw new IllegalArgumentException("nothing may be tuned on evaluation people");
    }
    ReferencePictures references = new ReferencePictures(plan.album(), output, detector);
    for (int person = 0; person < plan.people().size(); person++) {
      references.write(person);
      report(progress, Phase.PEOPLE, person + 1, plan.people().size());
    }
    Bench bench = new Bench(output, references, Map.of(Family.MAIN, workshop));
    List<Trial> trials = RestorationSuite.of(plan).tables().get(0).trials();
    Map<Double, Double> similarities = new LinkedHashMap<>();
    for (int i = 0; i < STRENGTHS.size(); i++) {
      List<Double> faces = new ArrayList<>();
      for (int t = 0; t < trials.size(); t++) {
        Row row = row(plan.protocol(), STRENGTHS.get(i));
        bench
            .picture(row, trials.get(t))
            .kept()
            .worked()
            .forEach(face -> faces.add(face.similarity()));
        int done = i * trials.size() + t + 1;
        report(progress, Phase.PICTURES, done, STRENGTHS.size() * trials.size());
      }
      similarities.put(
          STRENGTHS.get(i),
          faces.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
    }
    return similarities;
  }

  private static Row row(Protocol protocol, double strength) {
    RestoreOptions options =
        CropInpaint.options(RestorationSuite.diir(protocol), strength, false);
    return Row.of("inpaint-" + strength, "strength " + strength, new Method.Restored(options));
  }

  private static void report(EvaluationProgress progress, Phase phase, int done, int total) {
    if (!progress.onProgress(phase, done, total)) {
      throw new CancelledException(done, total);
    }
  }
}
