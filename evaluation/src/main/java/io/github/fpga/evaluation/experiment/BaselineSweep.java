package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.pipelines.generate.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for what suits a suite's baseline, so that the method is compared with it at its best. On
 * development people, and to be looked at by the conditioning recogniser in the judge's place. What
 * comes out is written into the protocols by hand, as their {@code baselines}.
 */
public final class BaselineSweep {

  private static final String UNMASKED = "comparison";
  private static final List<String> SUITES = List.of(UNMASKED, "restoration");

  private static final double[] STRENGTHS = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  private static final double[] TOKENS = {0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1};

  private static final String LEAD =
      "Development people, looked at by the conditioning recogniser. Take the strength with the"
          + " best similarity; nothing here says how good a method is.";

  private BaselineSweep() {}

  /**
   * The protocol with as many development people in place of its own.
   *
   * @throws IllegalArgumentException where the suite has no baseline to be tuned
   */
  public static Protocol onDevelopmentPeople(Protocol protocol) {
    if (!SUITES.contains(protocol.suite())) {
      throw new IllegalArgumentException(
          "the suite %s has no baseline to be tuned, but these have: %s"
              .formatted(protocol.suite(), String.join(", ", SUITES)));
    }
    return protocol.withPeople(protocol.people().onDevelopment());
  }

  /**
   * The sweep of a suite's baseline.
   *
   * @param plan of {@link #onDevelopmentPeople}
   * @param given the trained weights that made the inputs
   * @throws IllegalArgumentException for people of another split
   */
  public static Suite of(Plan plan, Given given) {
    if (plan.protocol().people().split() != IdentitySplit.DEVELOPMENT) {
      throw new IllegalArgumentException("nothing may be tuned on evaluation people");
    }
    Experiment table =
        plan.protocol().suite().equals(UNMASKED) ? unmasked(plan) : inpaint(plan, given);
    return new Suite("sweep", "What suits the baseline?", LEAD, List.of(table), List.of());
  }

  private static Experiment inpaint(Plan plan, Given given) {
    List<Row> rows = new ArrayList<>();
    for (double strength : STRENGTHS) {
      Method method =
          new Method.Restored(
              CropInpaint.options(
                  RestorationSuite.diir(plan.protocol()),
                  strength,
                  plan.protocol().baselines().inpaintGuidance()));
      rows.add(row("inpaint", strength, method));
    }
    return table(
        "inpaint",
        "Strength of crop-and-inpaint",
        plan,
        RestorationSuite.trials(plan, given),
        rows);
  }

  private static Experiment unmasked(Plan plan) {
    List<Row> rows = new ArrayList<>();
    for (double strength : TOKENS) {
      Row row = Rows.unmasked("tokens", "tokens", Binding.DEFAULT, plan.protocol(), strength);
      rows.add(row("tokens", strength, row.method()));
    }
    return table("unmasked", "Strength of tokens everywhere", plan, plan.trials(), rows);
  }

  private static Row row(String id, double strength, Method method) {
    String name = String.format(Locale.ROOT, "%.2f", strength);
    return Row.of(id + "-" + name, "strength " + name, method).at(strength);
  }

  private static Experiment table(
      String id, String title, Plan plan, List<Trial> trials, List<Row> rows) {
    List<Metric> metrics = plan.protocol().measured();
    return new Experiment(
        id,
        title,
        "Differences are of the strongest over the others.",
        trials,
        rows,
        rows.get(rows.size() - 1),
        List.of(Slice.ALL),
        metrics,
        "strength");
  }
}
