package io.github.fpga.evaluation.experiment;

import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.Sampling;

/** How a row gets its picture; two equal methods make equal pictures. */
public sealed interface Method {

  /**
   * Made from noise.
   *
   * @param strength of everybody's identity tokens, in [0, 1]
   */
  record Generated(Binding binding, Sampling sampling, double strength) implements Method {

    /** At full strength. */
    public Generated(Binding binding, Sampling sampling) {
      this(binding, sampling, 1);
    }
  }

  /** Faces of a picture restored. */
  record Restored(RestoreOptions options) implements Method {}

  /** One face of a picture given to somebody else. */
  record Swapped(RestoreOptions options) implements Method {}

  /** The picture as it is. */
  record Untouched() implements Method {}

  /** The right people truly rendered: the ceiling. */
  record Truth() implements Method {}

  /** The true render through the autoencoder: what latents can hold. */
  record RoundTrip() implements Method {}

  /** Whether a family's networks take part. */
  default boolean usesNetworks() {
    return !(this instanceof Untouched || this instanceof Truth);
  }

  /** Whether it works on a picture that is there already. */
  default boolean worksOnPicture() {
    return this instanceof Restored || this instanceof Swapped || this instanceof Untouched;
  }
}
