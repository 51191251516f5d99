package io.github.fpga.cli.commands;

import io.github.fpga.cli.damage.DamageSpec;
import io.github.fpga.cli.options.DiirOptions;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Drawn;
import io.github.fpga.cli.run.Failures;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.cli.world.WorldPicture;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.run.Version;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga redo}. */
@Command(
    name = "redo",
    description = {
      "Makes a picture of this program again, from what its PNG says, and compares.",
      "The files it was made from must be where they were, unchanged: run it from the same folder."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class RedoCommand implements Callable<Integer> {

  private final App app;

  @Parameters(paramLabel = "IN", description = "A PNG that this program wrote.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "redo.png",
      description = "The picture made again (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ModelOptions models;

  public RedoCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Outputs.requirePng(output);
    BufferedImage before = Pictures.read(input);
    Provenance provenance = Provenance.parse(Pictures.text(input));
    BufferedImage after =
        switch (provenance.task()) {
          case FacesCommand.TASK -> write(FacesCommand.redo(app, models, provenance));
          case DamageSpec.TASK -> write(DamageCommand.redo(app, provenance));
          case GridCommand.TASK -> write(GridCommand.redo(provenance));
          case WorldPicture.TASK -> write(WorldPicture.redo(provenance));
          default -> studio(provenance);
        };
    return compare(before, after, provenance);
  }

  private BufferedImage write(Drawn drawn) {
    Outputs.write(app, output, drawn.image(), drawn.pngText());
    return drawn.image();
  }

  private BufferedImage studio(Provenance provenance) {
    PortraitStudio studio = app.studio(models);
    Rendered result;
    try (Progress.Task task = app.progress().start("redo", steps(provenance))) {
      result = studio.redo(provenance, task);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage()
              + " (files are named as they were then: redo from the same folder, with the same"
              + " --model, --lora, --models, --store, --device and --dtype)",
          e);
    }
    Map<String, String> text = result.pngText();
    Outputs.write(app, output, result.image(), text);
    return result.image();
  }

  /** Expected steps, for the progress bar alone. */
  private static int steps(Provenance provenance) {
    RestoreOptions restore = RestoreOptions.DEFAULT;
    return provenance.request().path("sampling").path("steps").asInt(0)
        + DiirOptions.expectedSteps(restore);
  }

  private int compare(BufferedImage before, BufferedImage after, Provenance provenance) {
    int[] a = Pictures.pixels(before);
    int[] b = Pictures.pixels(after);
    if (Arrays.equals(a, b) && before.getWidth() == after.getWidth()) {
      app.note("the same picture, bit for bit");
      return 0;
    }
    app.note(
        "not the same picture: %s. Made by version %s, this is %s; other machines, thread counts"
            + " and batches round differently.",
        difference(a, b), provenance.version(), Version.current());
    return Failures.FAILED;
  }

  private static String difference(int[] a, int[] b) {
    if (a.length != b.length) {
      return "the sizes differ";
    }
    int pixels = 0;
    int largest = 0;
    for (int i = 0; i < a.length; i++) {
      int most = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        most = Math.max(most, Math.abs((a[i] >> shift & 255) - (b[i] >> shift & 255)));
      }
      pixels += most > 0 ? 1 : 0;
      largest = Math.max(largest, most);
    }
    return "%d of %d pixels differ, by at most %d of 255".formatted(pixels, a.length, largest);
  }
}
