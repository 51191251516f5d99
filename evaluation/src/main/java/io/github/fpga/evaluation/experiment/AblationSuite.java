package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.diir.DiirSteps;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What each part of the method is worth: everything as bundled but for one switch. */
final class AblationSuite {

  private static final String LEAD =
      "Every row differs from the method in one switch and gets the same scenes, people, words,"
          + " poses and noise.";

  private static final List<Metric> OF_RESTORING =
      List.of(Metric.SEAM, Metric.AGREEMENT, Metric.WORSE, Metric.REFUSED);

  private static final double[] STRENGTHS = {0.2, 0.4, 0.6, 0.8, 1};
  private static final double[] FRESH_NOISE = {0, 0.2, 0.4, 0.6, 0.8, 1};
  private static final double[] STEPS = {5, 10, 20, 40};
  private static final double[] REFINEMENTS = {0, 1, 2, 4};
  private static final double[] BETAS = {0, 0.25, 0.5, 0.75, 1, 1.25};

  private final Plan plan;
  private final Given given;
  private final Sampling sampling;
  private final RestoreOptions diir;
  private final List<String> notes = new ArrayList<>();

  private AblationSuite(Plan plan, Given given) {
    this.plan = plan;
    this.given = given;
    sampling = plan.protocol().sampling();
    diir = RestorationSuite.diir(plan.protocol());
  }

  static Suite of(Plan plan, Given given) {
    return new AblationSuite(plan, given).suite();
  }

  private Suite suite() {
    List<Experiment> tables = new ArrayList<>();
    tables.add(modes());
    tables.add(cloneFace());
    tables.add(masks());
    tables.add(features());
    tables.add(controls());
    tables.add(betas());
    tables.add(diirSteps());
    tables.add(sweep("strength", "Strength of DIIR", "strength", STRENGTHS, diir::withStrength));
    tables.add(
        sweep(
            "freshNoise", "Fresh noise of DIIR", "fresh noise", FRESH_NOISE, diir::withFreshNoise));
    tables.add(sweep("steps", "Steps of DIIR", "steps", STEPS, v -> diir.withSteps((int) v)));
    tables.add(
        sweep(
            "refinements",
            "Fixed-point refinements of the inversion",
            "refinements",
            REFINEMENTS,
            v -> diir.withRefinements((int) v)));
    return new Suite("ablation", "What is each part worth?", LEAD, tables, notes);
  }

  private Row ours() {
    return Rows.ours(sampling);
  }

  private Row generated(String id, String words, Binding binding) {
    return Row.of(id, words, new Method.Generated(binding, sampling));
  }

  private Experiment modes() {
    Binding none = Binding.DEFAULT.withControl(0);
    return generating(
        "modes",
        "Control of whole pictures",
        "Skeleton mode, landmark mode (trained on faces zoomed in on), both merged together, and"
            + " neither.",
        List.of(
            ours(),
            generated("landmark-mode", "landmark mode", none.withLandmarks(1)),
            generated("both-modes", "both modes", Binding.DEFAULT.withLandmarks(1)),
            generated("no-mode", "no control", none)));
  }

  private Experiment cloneFace() {
    List<Row> rows = new ArrayList<>(List.of(ours()));
    for (Family family : List.of(Family.CLONE_ONLY, Family.MIXED_ONLY, Family.WITHOUT_CLONE)) {
      Row row = Row.of(family.words(), family.words(), ours().method()).by(family);
      Rows.addIfGiven(row, given, rows, notes);
    }
    return generating(
        "cloneface",
        "Clone Face Tuning",
        "As bundled; tuned on clones only; on mixed people only; not at all.",
        rows);
  }

  private Experiment masks() {
    Binding binding = Binding.DEFAULT;
    return generating(
        "masks",
        "Masks when generating",
        "Soft (MGMICA), hard (half a cell or nothing), the public IP-Adapter's bicubic rule, none"
            + " at full strength, none at the strength that suits it.",
        List.of(
            ours(),
            generated("hard-masks", "hard masks", binding.withMasks(MaskRule.HARD)),
            generated("bicubic-masks", "IP-Adapter's", binding.withMasks(MaskRule.IP_ADAPTER)),
            generated("no-masks", "no masks", binding.withMasks(MaskRule.SHARED)),
            Rows.tokens(plan.protocol())));
  }

  private Experiment features() {
    return generating(
        "features",
        "Identity features",
        "Global and local features, the global one alone, and none. Local features alone have no"
            + " path of their own in the adapter.",
        List.of(
            ours(),
            generated("global-only", "global only", Binding.DEFAULT.withLocalShare(0)),
            Rows.text(sampling)));
  }

  private Experiment controls() {
    Row text = Rows.text(sampling);
    List<Row> rows = new ArrayList<>(List.of(text));
    if (given.controlNet()) {
      rows.add(generated("controlnet", "ControlNet", Binding.BASELINE));
    } else {
      notes.add("The row 'ControlNet' is left out: the family has no baseline ControlNet.");
    }
    Row tuned = Row.of("fine-tuned", "full fine-tuning", text.method()).by(Family.FINE_TUNED);
    Rows.addIfGiven(tuned, given, rows, notes);
    return new Experiment(
        "controls",
        "RepControlNet and what it replaces",
        "Nobody is told to the network, so only the control differs: landmark error and joints say"
            + " how well it is followed. Seconds per picture are in metrics.json.",
        plan.trials(),
        rows,
        text,
        slices(),
        generatingMetrics(),
        "");
  }

  private Experiment betas() {
    List<Row> rows = new ArrayList<>();
    Row ours = ours().at(1);
    for (double beta : BETAS) {
      String id = "beta-" + number(beta);
      rows.add(
          beta == 1
              ? ours
              : generated(id, "beta " + number(beta), Binding.DEFAULT.withControl(beta)).at(beta));
    }
    return new Experiment(
        "beta",
        "Strength of the skeleton mode",
        "Beta of the merge Th' = Th + beta (Th_k - gamma Th); 1 as trained, 0 the base network.",
        plan.trials(),
        rows,
        ours,
        slices(),
        generatingMetrics(),
        "beta");
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
            without("landmarks", all.withLandmarkControl(false)),
            without("colours", all.withColourMatch(false)),
            without("identity", all.withIdentity(false)),
            without("gate", all.withGate(false))),
        ours,
        "");
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
      String name = same ? "diir" : "diir-" + id.toLowerCase(Locale.ROOT) + "-" + number(place);
      Row row = restored(name, axis + " " + number(place), chosen).at(place);
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

  private static String number(double value) {
    return value == Math.rint(value)
        ? Integer.toString((int) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private Experiment generating(String id, String title, String text, List<Row> rows) {
    return new Experiment(
        id, title, text, plan.trials(), rows, rows.get(0), slices(), generatingMetrics(), "");
  }

  private List<Metric> generatingMetrics() {
    return plan.protocol().measured().stream().filter(m -> !OF_RESTORING.contains(m)).toList();
  }

  private Experiment restoring(
      String id, String title, String text, List<Row> rows, Row ours, String axis) {
    Input input = Input.of(ours());
    List<Trial> trials =
        plan.trials().stream()
            .filter(trial -> trial.scene().kind() != SceneKind.CLOSE_UP)
            .map(trial -> trial.with(input))
            .toList();
    return new Experiment(
        id, title, text, trials, rows, ours, List.of(Slice.ALL), plan.protocol().measured(), axis);
  }

  private static List<Slice> slices() {
    return List.of(
        new Slice("groups", "Groups", face -> face.trial().scene().kind() == SceneKind.GROUP),
        new Slice(
            "closeups", "Close-ups", face -> face.trial().scene().kind() == SceneKind.CLOSE_UP));
  }
}
