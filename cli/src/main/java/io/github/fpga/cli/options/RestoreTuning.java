package io.github.fpga.cli.options;

import io.github.fpga.faces.MaskKind;
import io.github.fpga.pipelines.diir.RestoreOptions;
import picocli.CommandLine.Option;

/** How DIIR restores faces. */
public final class RestoreTuning {

  @Option(
      names = "--mask",
      paramLabel = "face|head",
      description = "What restoring may change: the face, or also the hair (default: head).")
  private MaskKind mask;

  @Option(
      names = "--strength",
      paramLabel = "S",
      description = "How far faces are made anew, 0 (not at all) to 1.")
  private Double strength;

  @Option(
      names = "--fresh-noise",
      paramLabel = "RHO",
      description = "Share of fresh noise, 0 (keeps a style) to 1 (rescues a smear).")
  private Double freshNoise;

  @Option(
      names = "--tries",
      paramLabel = "N",
      description = {
        "How often a face that comes out less like its person than it was is made, each time with"
            + " other noise, before it is left as it was, 1 to 10 (default: 3)."
      })
  private Integer tries;

  @Option(
      names = "--always",
      description = "Keep a new face even where it is not more like the person.")
  private boolean always;

  /** The options with what was chosen here. */
  public RestoreOptions applyTo(RestoreOptions start) {
    RestoreOptions options = start;
    if (mask != null) {
      options = options.withMask(mask);
    }
    if (strength != null) {
      options = options.withStrength(strength);
    }
    if (freshNoise != null) {
      options = options.withFreshNoise(freshNoise);
    }
    if (tries != null) {
      options = options.withTries(tries);
    }
    return always ? options.withDoes(options.does().withGate(false)) : options;
  }
}
