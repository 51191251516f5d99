package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.DiirOptions;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.options.PersonSpec;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Notes;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.swap.SwapRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga swap}. */
@Command(
    name = "swap",
    description = "Gives a face of a picture to another person.",
    sortOptions = false,
    sortSynopsis = false)
public final class SwapCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "IN", description = "The picture.")
  private Path input;

  @Option(
      names = "--face",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which face, counted from the left (default: 1).")
  private int face;

  @Option(
      names = "--person",
      required = true,
      paramLabel = "FILES",
      converter = PersonSpec.Converter.class,
      description = "Whose face it becomes, as in `fpga generate` but without a region.")
  private PersonSpec person;

  @Mixin private DiirOptions diir;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "swapped.png",
      description = "The new picture (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ModelOptions models;

  public SwapCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    make();
    return 0;
  }

  /** Makes and writes the picture. */
  public RestoreResult make() {
    if (person.region() != null) {
      throw new IllegalArgumentException(
          "swap takes the face by its number (--face), not by a region: leave out @%s"
              .formatted(person.region()));
    }
    if (!person.lora().isEmpty()) {
      throw new IllegalArgumentException(
          "swap has no LoRA of the person's own: give %s with --lora".formatted(person.lora()));
    }
    Outputs.requirePng(output);
    RestoreOptions options = diir.applyTo(RestoreOptions.swap(models.traits()));
    InputPicture picture = InputPicture.read(input);
    PortraitStudio studio = app.studio(models);
    SwapRequest request =
        SwapRequest.of(picture, face, studio.person(person.source()))
            .withPrompt(diir.prompt())
            .withStyle(diir.style())
            .withOptions(options)
            .withSeed(diir.seed());
    RestoreResult result;
    String name = output.getFileName().toString();
    try (Progress.Task task = app.progress().start(name, DiirOptions.expectedSteps(options))) {
      result = studio.swap(request, task);
    }
    Outputs.write(app, output, result);
    Notes.faces(app, result.faces(), result.unfound());
    return result;
  }
}
