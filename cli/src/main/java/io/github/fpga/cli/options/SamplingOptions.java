package io.github.fpga.cli.options;

import io.github.fpga.diffusion.Samplers;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** How noise becomes a picture. */
public final class SamplingOptions {

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Sampling steps (default: 20; of a --model its own).")
  private Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "G",
      description =
          "How strictly words and identity are followed; 1 is off (default: 3; of a --model"
              + " its own).")
  private Double guidance;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "One of ${COMPLETION-CANDIDATES} (default: dpmpp_2m; of a --model its" + " own).")
  private String sampler;

  /** A family's sampling with what was chosen here; throws IllegalArgumentException. */
  public Sampling applyTo(Sampling start) {
    Sampling sampling = start;
    if (sampler != null) {
      sampling = sampling.withSampler(sampler);
    }
    if (steps != null) {
      sampling = sampling.withSteps(steps);
    }
    return guidance == null ? sampling : sampling.withGuidanceScale(guidance);
  }

  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Samplers.names().iterator();
    }
  }
}
