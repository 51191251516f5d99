package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is recognisable in their own place: text alone, identity tokens everywhere, a landmark
 * network with identity tokens everywhere, masks, masks and DIIR.
 */
final class ComparisonSuite {

  private static final String LEAD =
      "Every row makes the same scenes of the same people with the same words, poses and noise."
          + " People, references and the judge's galleries took no part in training.";

  private static final String TEXT =
      "Text only: nobody is told to the network. Tokens everywhere: identity tokens without masks,"
          + " as IP-Adapter FaceID. Landmark network: drawn five points in place of skeletons,"
          + " tokens everywhere, as InstantID; the stand-in is our own landmark mode, which is"
          + " trained on faces zoomed in on, so small faces are strange to it. Ours: masks"
          + " (MGMICA). Clothes are bound to bodies in every row. The autoencoder and true renders"
          + " bound what is possible.";

  private static final String UNFAIR =
      "The rows with tokens everywhere use an adapter that was trained with masks, because none"
          + " trained without them is given (--models-unmasked): they show what masks are worth to"
          + " this adapter, not what IP-Adapter or InstantID reach with as much training.";

  private ComparisonSuite() {}

  static Suite of(Plan plan, Given given, Yaws yaws) {
    Sampling sampling = plan.protocol().sampling();
    Row ours = Rows.ours(sampling);
    RestoreOptions options = plan.protocol().restoring().on(RestoreOptions.DEFAULT);
    List<Row> rows = new ArrayList<>();
    rows.add(Rows.text(sampling));
    List<String> notes = new ArrayList<>();
    Family unmasked = given.unmasked();
    if (unmasked == Family.MAIN) {
      notes.add(UNFAIR);
    }
    rows.add(Rows.tokens(plan.protocol()).by(unmasked));
    rows.add(Rows.landmark(plan.protocol()).by(unmasked));
    Row withoutClone =
        Row.of("without-clone", "masks, no Clone Face Tuning", ours.method())
            .by(Family.WITHOUT_CLONE);
    Rows.addIfGiven(withoutClone, given, rows, notes);
    rows.add(ours);
    rows.add(Row.of("ours-diir", "ours + DIIR", new Method.Restored(options)).on(ours));
    rows.add(Rows.AUTOENCODER);
    rows.add(Rows.TRUTH);
    Experiment table =
        new Experiment(
            "comparison",
            "Methods",
            TEXT,
            plan.trials(),
            rows,
            ours,
            slices(yaws),
            plan.protocol().measured(),
            "");
    return new Suite(
        "comparison",
        "Is everybody recognisable, each in their own place?",
        LEAD,
        List.of(table),
        notes);
  }

  private static List<Slice> slices(Yaws yaws) {
    List<Slice> slices = new ArrayList<>();
    slices.add(kind("groups", "Groups", SceneKind.GROUP));
    for (int people = 2; people <= 4; people++) {
      int count = people;
      slices.add(
          new Slice(
              "groups" + count,
              "Groups of " + count,
              face ->
                  face.trial().scene().kind() == SceneKind.GROUP
                      && face.trial().scene().people().size() == count));
    }
    slices.add(kind("closeups", "Close-ups", SceneKind.CLOSE_UP));
    slices.add(kind("bodies", "Single full bodies", SceneKind.FULL_BODY));
    slices.add(new Slice("plain", "Plain style", face -> face.trial().scene().style().isEmpty()));
    slices.add(
        new Slice("styled", "Other styles", face -> !face.trial().scene().style().isEmpty()));
    slices.add(new Slice("nearYaw", "Head turned like a reference, " + Yaws.NEAR, yaws::near));
    slices.add(new Slice("farYaw", "Head turned otherwise, " + Yaws.FAR, face -> !yaws.near(face)));
    return slices;
  }

  private static Slice kind(String id, String words, SceneKind kind) {
    return new Slice(id, words, face -> face.trial().scene().kind() == kind);
  }
}
