package io.github.fpga.cli.options;

import io.github.fpga.pipelines.diir.RestoreOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How faces of given pictures are worked on: all of restore's and swap's settings. */
public final class DiirOptions {

  @Mixin private FastOption fast;

  @Mixin private RestoreTuning tuning;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of the whole way (default: 20, or 5 with --fast).")
  private Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "G",
      description =
          "How strictly words are followed; 1 is off (default: 2, of a --model its own; not with"
              + " --fast).")
  private Double guidance;

  @Option(
      names = "--identity-guidance",
      paramLabel = "G",
      description =
          "How strictly the person is followed; 1 is off (default: 2.5, of a --model its guidance;"
              + " not with --fast).")
  private Double identityGuidance;

  @Option(
      names = "--refinements",
      paramLabel = "N",
      description = "Fixed-point iterations per step of the inversion (default: 0).")
  private Integer refinements;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the picture shows, in words (default: a face).")
  private String prompt;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      defaultValue = "",
      description = "The picture's style, as in watercolour, ink or flat.")
  private String style;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of all randomness (default: 0).")
  private long seed;

  /** The options with what was chosen here. */
  public RestoreOptions applyTo(RestoreOptions start) {
    RestoreOptions options = tuning.applyTo(fast.applyTo(start));
    if (steps != null) {
      options = options.withSteps(steps);
    }
    if (guidance != null) {
      options = options.withGuidanceScale(guidance);
    }
    if (identityGuidance != null) {
      options = options.withIdentityScale(identityGuidance);
    }
    return refinements == null ? options : options.withRefinements(refinements);
  }

  public String prompt() {
    return prompt;
  }

  public String style() {
    return style;
  }

  public long seed() {
    return seed;
  }

  /** Steps that a run over one batch of faces reports: there and back. */
  public static int expectedSteps(RestoreOptions options) {
    return 2 * (int) (options.steps() * options.strength());
  }
}
