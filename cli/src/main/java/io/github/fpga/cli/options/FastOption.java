package io.github.fpga.cli.options;

import io.github.fpga.pipelines.diir.RestoreOptions;
import picocli.CommandLine.Option;

/** Few steps by the modes that were distilled for it. */
public final class FastOption {

  @Option(
      names = "--fast",
      description =
          "Four steps for pictures and five for faces, by the modes distilled for it: more than four"
              + " times faster. Needs a family with fewstep.safetensors.")
  private boolean fast;

  /** Whether it is asked for. */
  public boolean chosen() {
    return fast;
  }

  /** The options for few steps where these are asked for. */
  public RestoreOptions applyTo(RestoreOptions start) {
    return fast ? start.fast() : start;
  }
}
