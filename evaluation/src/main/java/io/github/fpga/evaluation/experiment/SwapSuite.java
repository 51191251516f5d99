package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.pipelines.diir.RestoreOptions;
import java.util.ArrayList;
import java.util.List;

/** Whether a face becomes another person's, in the same pose, expression and style. */
final class SwapSuite {

  private static final String LEAD =
      "In every true render one face is given to somebody who is not in the picture; the others"
          + " stay. Every row gets the same pictures, people and noise.";

  private static final String TEXT =
      "Scored against the new person, who should be recognised, and against the old one, who should"
          + " not. The landmark error is against a true render of the new person in the old one's"
          + " pose and expression. Hair belongs to the mask but for the row 'face only'.";

  private SwapSuite() {}

  static Suite of(Plan plan) {
    RestoreOptions swap = plan.protocol().restoring().on(RestoreOptions.SWAP);
    RestoreOptions inpaint = CropInpaint.options(swap, plan.protocol().baselines());
    Row ours = Row.of("ours", "DIIR", new Method.Swapped(swap));
    List<Row> rows =
        List.of(
            Rows.NONE,
            Row.of("inpaint", "crop-and-inpaint", new Method.Swapped(inpaint)),
            Row.of(
                "face-only", "DIIR, face only", new Method.Swapped(swap.withMask(MaskKind.FACE))),
            Row.of(
                "keep-noise",
                "DIIR, little fresh noise",
                new Method.Swapped(swap.withFreshNoise(swap.freshNoise() / 2))),
            ours,
            Rows.AUTOENCODER,
            Rows.TRUTH);
    Experiment table =
        new Experiment(
            "swap",
            "Methods",
            TEXT,
            trials(plan),
            rows,
            ours,
            slices(),
            plan.protocol().measured(),
            "");
    return new Suite(
        "swap", "Does a face become somebody else's?", LEAD, List.of(table), List.of());
  }

  private static List<Trial> trials(Plan plan) {
    List<Trial> trials = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      SceneSpec shown = trial.scene();
      int place = shown.index() % shown.people().size();
      int newcomer = newcomer(plan, shown, place, trial.number());
      SceneSpec wanted = shown.withPerson(place, newcomer, plan.people().get(newcomer));
      trials.add(new Trial(wanted, trial.number(), shown, Input.TRUTH, place));
    }
    return trials;
  }

  /** Somebody who is not in the picture, another with every scene and noise. */
  private static int newcomer(Plan plan, SceneSpec shown, int place, long number) {
    int count = plan.people().size();
    long step = 1 + shown.index() + number;
    for (int i = 0; i < count; i++) {
      int person = (int) ((shown.people().get(place) + step + i) % count);
      if (!shown.people().contains(person)) {
        return person;
      }
    }
    throw new IllegalArgumentException(
        "a swap needs somebody who is not in the picture; %d people are too few".formatted(count));
  }

  private static List<Slice> slices() {
    return List.of(
        Slice.ALL,
        new Slice(
            "closeups", "Close-ups", face -> face.trial().scene().kind() == SceneKind.CLOSE_UP),
        new Slice("groups", "Groups", face -> face.trial().scene().kind() == SceneKind.GROUP),
        new Slice("plain", "Plain style", face -> face.trial().scene().style().isEmpty()),
        new Slice("styled", "Other styles", face -> !face.trial().scene().style().isEmpty()));
  }
}
