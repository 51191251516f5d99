package io.github.fpga.cli.options;

import io.github.fpga.pipelines.diir.RestoreOptions;
import picocli.CommandLine.Option;

/** Few steps by the modes that were distilled for it. */
public final class FastOption {

  @Option(
      names = "--fast",
      description =
          "Four steps by the modes distilled for it: several times faster, a little less like the"
              + " people. Needs a family with fewstep.safetensors.")
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
