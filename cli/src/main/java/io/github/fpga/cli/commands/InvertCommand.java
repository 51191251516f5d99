package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.DiirOptions;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.InvertRequest;
import io.github.fpga.pipelines.diir.InvertResult;
import io.github.fpga.pipelines.diir.RestoreOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga invert}. */
@Command(
    name = "invert",
    description = {
      "Inverts a picture to noise and makes it again from there, to look at.",
      "What comes back should look like the picture: restoring keeps what inversion keeps."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class InvertCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "IN", description = "The picture.")
  private Path input;

  @Option(
      names = "--face",
      paramLabel = "N",
      defaultValue = "0",
      description = "Only the crop of this face, counted from the left (default: all of it).")
  private int face;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of the whole way (default: 20).")
  private Integer steps;

  @Option(
      names = "--strength",
      paramLabel = "S",
      description = "How far to invert, 0 to 1 (default: as restore).")
  private Double strength;

  @Option(
      names = "--refinements",
      paramLabel = "N",
      description = "Fixed-point iterations per step (default: 1).")
  private Integer refinements;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the picture shows, in words.")
  private String prompt;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "inverted.png",
      description = "The reconstruction (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ModelOptions models;

  public InvertCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Outputs.requirePng(output);
    RestoreOptions options = options();
    InvertRequest request =
        InvertRequest.of(InputPicture.read(input))
            .withFace(face)
            .withPrompt(prompt)
            .withOptions(options);
    String name = output.getFileName().toString();
    var studio = app.studio(models);
    InvertResult result;
    try (Progress.Task task = app.progress().start(name, DiirOptions.expectedSteps(options))) {
      result = studio.invert(request, task);
    }
    Outputs.write(app, output, result);
    app.note(
        "  the picture again, %.1f dB (through the autoencoder alone %.1f dB)",
        result.psnr(), result.roundTripPsnr());
    return 0;
  }

  private RestoreOptions options() {
    RestoreOptions options = InvertRequest.OPTIONS;
    if (steps != null) {
      options = options.withSteps(steps);
    }
    if (strength != null) {
      options = options.withStrength(strength);
    }
    return refinements == null ? options : options.withRefinements(refinements);
  }
}
