package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each part of the method is worth: everything as bundled but for one switch. */
final class AblationSuite {

  private static final String LEAD =
      "Every row differs from the method in one switch and gets the same scenes, people, words,"
          + " poses and noise.";

  private static final List<Metric> OF_RESTORING =
      List.of(Metric.SEAM, Metric.AGREEMENT, Metric.WORSE, Metric.REFUSED);

  private static final double[] BETAS = {0, 0.25, 0.5, 0.75, 1, 1.25};
  private static final double[] ALPHA_SHIFTS = {-0.2, -0.1, 0, 0.1, 0.2};
  private static final int[] FEW_STEPS = {2, 4, 8};
  private static final int[] FEW_STEPS_OF_DIIR = {2, 4, 5, 8};

  private final Plan plan;
  private final Given given;
  private final Sampling sampling;
  private final List<String> notes = new ArrayList<>();

  private AblationSuite(Plan plan, Given given) {
    this.plan = plan;
    this.given = given;
    sampling = plan.protocol().sampling();
  }

  static Suite of(Plan plan, Given given) {
    return new AblationSuite(plan, given).suite();
  }

  private Suite suite() {
    List<Experiment> tables = new ArrayList<>();
    tables.add(modes());
    tables.add(fusion());
    tables.add(cloneFace());
    tables.add(masks());
    tables.add(features());
    tables.add(controls());
    tables.add(betas());
    tables.add(alphas());
    fewSteps().ifPresent(tables::add);
    tables.addAll(new RestoringAblation(plan).tables());
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

  private Experiment fusion() {
    return generating(
        "fusion",
        "Multi-Mode Fusion",
        "The identity adapter trained in both modes in turn, in skeleton mode only (whole"
            + " pictures), in landmark mode only (faces zoomed in on).",
        withFamilies(Family.SKELETON_ONLY, Family.LANDMARK_ONLY));
  }

  /** The method, and the same by other weights where these are given. */
  private List<Row> withFamilies(Family... families) {
    List<Row> rows = new ArrayList<>(List.of(ours()));
    for (Family family : families) {
      Row row = Row.of(family.words(), family.words(), ours().method()).by(family);
      Rows.addIfGiven(row, given, rows, notes);
    }
    return rows;
  }

  private Experiment cloneFace() {
    return generating(
        "cloneface",
        "Clone Face Tuning",
        "As bundled; tuned on clones only; on mixed people only; not at all.",
        withFamilies(Family.CLONE_ONLY, Family.MIXED_ONLY, Family.WITHOUT_CLONE));
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
        "Global and local features, one of both alone, and none. The adapter was trained with both:"
            + " local features alone come with zeros in place of the embedding.",
        List.of(
            ours(),
            generated("global-only", "global only", Binding.DEFAULT.withLocalShare(0)),
            generated("local-only", "local only", Binding.DEFAULT.withGlobalFeatures(false)),
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
            + " how well it is followed.",
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

  private Experiment alphas() {
    List<Row> rows = new ArrayList<>();
    Row ours = ours().at(1 - ModalWeights.GAMMA);
    for (double shift : ALPHA_SHIFTS) {
      double alpha = 1 - ModalWeights.GAMMA + shift;
      Binding free = Binding.DEFAULT.withAlphaShift(shift);
      rows.add(
          shift == 0
              ? ours
              : generated("alpha-" + number(alpha), "alpha " + number(alpha), free).at(alpha));
    }
    return new Experiment(
        "alpha",
        "A free share of the base",
        "Alpha of the merge alpha Th + beta Th_k at beta 1: tied to 1 - gamma beta as trained, and"
            + " free as in the paper.",
        plan.trials(),
        rows,
        ours,
        slices(),
        generatingMetrics(),
        "alpha");
  }

  /** Finished pictures of few steps; empty where the family has no distilled modes. */
  private Optional<Experiment> fewSteps() {
    if (!given.fewStep()) {
      notes.add("The table 'Few steps' is left out: the family has no distilled modes.");
      return Optional.empty();
    }
    RestoreOptions diir = RestorationSuite.diir(plan.protocol());
    List<Row> rows = new ArrayList<>(List.of(ours()));
    Row whole = finished("ours-diir", "20 steps + DIIR", diir, ours());
    rows.add(whole);
    for (int steps : FEW_STEPS) {
      Sampling few = Sampling.FAST.withSteps(steps);
      String words = steps + " steps";
      Row row = Row.of("fast-" + steps, words, new Method.Generated(Binding.DEFAULT, few));
      rows.add(row);
      if (few.equals(Sampling.FAST)) {
        for (int faces : FEW_STEPS_OF_DIIR) {
          String id = "%s-diir-%d".formatted(row.id(), faces);
          RestoreOptions quick = diir.fast().withSteps(faces);
          rows.add(finished(id, "%s + DIIR in %d".formatted(words, faces), quick, row));
        }
      }
    }
    return Optional.of(
        new Experiment(
            "fewstep",
            "Few steps",
            "The modes distilled to few steps without guidance, as generated and finished by DIIR,"
                + " beside the default path. --fast takes %d steps, and %d of DIIR."
                    .formatted(Sampling.FAST.steps(), RestoreOptions.DEFAULT.fast().steps()),
            plan.trials(),
            rows,
            whole,
            slices(),
            generatingMetrics(),
            ""));
  }

  private static Row finished(String id, String words, RestoreOptions options, Row on) {
    return Row.of(id, words, new Method.Restored(options)).on(on);
  }

  /** As in ids of rows and axes. */
  static String number(double value) {
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

  private static List<Slice> slices() {
    return List.of(
        new Slice("groups", "Groups", face -> face.trial().scene().kind() == SceneKind.GROUP),
        new Slice(
            "closeups", "Close-ups", face -> face.trial().scene().kind() == SceneKind.CLOSE_UP));
  }
}
