package io.github.fpga.evaluation.experiment;

import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.List;

/** Rows that several suites have. */
final class Rows {

  /** The input of a trial as it is. */
  static final Row NONE = Row.of("none", "as it was", new Method.Untouched());

  /** The true render through the autoencoder. */
  static final Row AUTOENCODER = Row.of("autoencoder", "autoencoder alone", new Method.RoundTrip());

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

  /** Identity tokens without masks, at the strength that suits them. */
  static Row tokens(Protocol protocol) {
    return unmasked("tokens", "tokens everywhere", Binding.DEFAULT, protocol);
  }

  /** The landmark mode on whole pictures, with identity tokens without masks. */
  static Row landmark(Protocol protocol) {
    Binding binding = Binding.DEFAULT.withControl(0).withLandmarks(1);
    return unmasked("landmark", "landmark network", binding, protocol);
  }

  private static Row unmasked(String id, String words, Binding binding, Protocol protocol) {
    return unmasked(id, words, binding, protocol, protocol.baselines().unmaskedStrength());
  }

  /** Tokens that act everywhere, at any strength. */
  static Row unmasked(
      String id, String words, Binding binding, Protocol protocol, double strength) {
    Binding everywhere = binding.withMasks(MaskRule.SHARED);
    return Row.of(id, words, new Method.Generated(everywhere, protocol.sampling(), strength));
  }

  /** Adds a row where its family is given, else a sentence that says what is missing. */
  static void addIfGiven(Row row, Given given, List<Row> rows, List<String> notes) {
    if (given.families().contains(row.family())) {
      rows.add(row);
    } else {
      notes.add(
          "The row '%s' is left out: it needs other trained weights, given by --models-%s."
              .formatted(row.words(), row.family().words()));
    }
  }
}
