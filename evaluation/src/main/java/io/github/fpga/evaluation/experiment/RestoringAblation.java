package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.pipelines.diir.DiirSteps;
import io.github.fpga.pipelines.diir.RestoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What each part of DIIR is worth, on our own small faces. */
final class RestoringAblation {

  private static final double[] STRENGTHS = {0.2, 0.4, 0.6, 0.8, 1};
  private static final double[] FRESH_NOISE = {0, 0.2, 0.4, 0.6, 0.8, 1};
  private static final double[] IDENTITY = {1, 1.5, 2, 2.5, 3, 4};
  private static final double[] STEPS = {5, 10, 20, 40};
  private static final double[] REFINEMENTS = {0, 1, 2, 4};

  private final Plan plan;
  private final RestoreOptions diir;

  RestoringAblation(Plan plan) {
    this.plan = plan;
    diir = RestorationSuite.diir(plan.protocol());
  }

  /** One step left out, then sweeps. */
  List<Experiment> tables() {
    return List.of(
        diirSteps(),
        sweep("strength", "Strength of DIIR", "strength", STRENGTHS, diir::withStrength),
        sweep(
            "freshNoise", "Fresh noise of DIIR", "fresh noise", FRESH_NOISE, diir::withFreshNoise),
        sweep(
            "identityScale", "Guidance by the person", "scale", IDENTITY, diir::withIdentityScale),
        sweep("steps", "Steps of DIIR", "steps", STEPS, v -> diir.withSteps((int) v)),
        sweep(
            "refinements",
            "Fixed-point refinements of the inversion",
            "refinements",
            REFINEMENTS,
            v -> diir.withRefinements((int) v)));
  }

  private Experiment diirSteps() {
    DiirSteps all = diir.does();
    Row ours = restored("diir", "DIIR", diir);
    return restoring(
        "diir",
        "Steps of DIIR",
        "Our own small faces, restored with one step left out. Without inversion all noise inside"
            + " the mask is fresh.",
        List.of(
            Rows.NONE,
            ours,
            without("inversion", all.withInversion(false)),
            without("replay", all.withReplay(false)),
            without("soft-border", all.withSoftBorder(false)),
            without("landmarks", all.withLandmarkControl(false)),
            without("colours", all.withColourMatch(false)),
            without("identity", all.withIdentity(false)),
            restored("diir-usual-guidance", "guidance as usual", usualGuidance()),
            without("gate", all.withGate(false))),
        ours,
        "");
  }

  /** By words and person at once. */
  private RestoreOptions usualGuidance() {
    double scale = plan.protocol().baselines().inpaintGuidance();
    return diir.withGuidanceScale(scale).withIdentityScale(scale);
  }

  private Row without(String step, DiirSteps does) {
    return restored("diir-no-" + step, "no " + step, diir.withDoes(does));
  }

  private static Row restored(String id, String words, RestoreOptions options) {
    return Row.of(id, words, new Method.Restored(options));
  }

  private Experiment sweep(
      String id,
      String title,
      String axis,
      double[] places,
      DoubleFunction<RestoreOptions> options) {
    List<Row> rows = new ArrayList<>();
    Row ours = null;
    for (double place : places) {
      RestoreOptions chosen = options.apply(place);
      boolean same = chosen.equals(diir);
      String name =
          same ? "diir" : "diir-" + id.toLowerCase(Locale.ROOT) + "-" + AblationSuite.number(place);
      Row row = restored(name, axis + " " + AblationSuite.number(place), chosen).at(place);
      rows.add(row);
      ours = same ? row : ours;
    }
    if (ours == null) {
      ours = restored("diir", "as the protocol says", diir);
      rows.add(ours);
    }
    return restoring(
        id, title, "DIIR on our own small faces; everything else as bundled.", rows, ours, axis);
  }

  private Experiment restoring(
      String id, String title, String text, List<Row> rows, Row ours, String axis) {
    Input input = Input.of(Rows.ours(plan.protocol().sampling()));
    List<Trial> trials =
        plan.trials().stream()
            .filter(trial -> trial.scene().kind() != SceneKind.CLOSE_UP)
            .map(trial -> trial.with(input))
            .toList();
    return new Experiment(
        id, title, text, trials, rows, ours, List.of(Slice.ALL), plan.protocol().measured(), axis);
  }
}
