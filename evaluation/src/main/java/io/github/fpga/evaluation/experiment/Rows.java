package io.github.fpga.evaluation.experiment;

import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.List;

/** Rows that several suites have. */
final class Rows {

  /** The input of a trial as it is. */
  static final Row NONE = Row.of("none", "as it was", new Method.Untouched());

  /** The true render through the autoencoder. */
  static final Row AUTOENCODER =
      Row.of("autoencoder", "autoencoder alone", new Method.RoundTrip());

  /** The ceiling. */
  static final Row TRUTH = Row.of("truth", "true renders", new Method.Truth());

  private Rows() {}

  /** Masks, as bundled. */
  static Row ours(Sampling sampling) {
    return Row.of("ours", "ours", new Method.Generated(Binding.DEFAULT, sampling));
  }

  /** Nobody is told to the network. */
  static Row text(Sampling sampling) {
    Binding binding = Binding.DEFAULT.withIdentity(false);
    return Row.of("text", "text only", new Method.Generated(binding, sampling));
  }

  /** Identity tokens without masks. */
  static Row tokens(Sampling sampling) {
    Binding binding = Binding.DEFAULT.withMasks(MaskRule.NONE);
    return Row.of("tokens", "tokens everywhere", new Method.Generated(binding, sampling));
  }

  /** Adds a row where its family is given, else a sentence that says what is missing. */
  static void addIfGiven(Row row, Given given, List<Row> rows, List<String> leftOut) {
    if (given.families().contains(row.family())) {
      rows.add(row);
    } else {
      leftOut.add(
          "The row '%s' is left out: it needs other trained weights, given by --models-%s."
              .formatted(row.words(), row.family().words()));
    }
  }
}
