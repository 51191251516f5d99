package io.github.fpga.evaluation.experiment;

import java.util.List;
import java.util.function.IntFunction;

/** The suites by name. */
public final class Suites {

  private Suites() {}

  /**
   * The suite that a plan's protocol names.
   *
   * @param given what networks there are
   * @param referenceYaws how far the heads of a person's references are turned, in degrees
   * @throws IllegalArgumentException where there is no such suite
   */
  public static Suite of(Plan plan, Given given, IntFunction<List<Double>> referenceYaws) {
    return switch (plan.protocol().suite()) {
      case "comparison" -> ComparisonSuite.of(plan, given, new Yaws(referenceYaws));
      case "restoration" -> RestorationSuite.of(plan, given);
      case "swap" -> SwapSuite.of(plan);
      case "ablation" -> AblationSuite.of(plan, given);
      default ->
          throw new IllegalArgumentException(
              "there is a protocol but no suite '%s'".formatted(plan.protocol().suite()));
    };
  }
}
