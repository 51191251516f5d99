package io.github.fpga.cli.commands;

import io.github.fpga.cli.models.ModelsLicenceCommand;
import io.github.fpga.cli.models.ModelsListCommand;
import io.github.fpga.cli.models.ModelsPullCommand;
import io.github.fpga.cli.models.ModelsRemoveCommand;
import io.github.fpga.cli.models.ModelsVerifyCommand;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.training.recipes.Gathering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fpga models}. */
@Command(
    name = "models",
    description = "Pulls public model sets, shows a family, gathers one after training.",
    subcommands = {
      ModelsListCommand.class,
      ModelsPullCommand.class,
      ModelsVerifyCommand.class,
      ModelsRemoveCommand.class,
      ModelsLicenceCommand.class
    })
public final class ModelsCommand implements Runnable {

  private final App app;

  @Spec private CommandSpec spec;

  public ModelsCommand(App app) {
    this.app = app;
  }

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec),
        "say what to do: list, pull, verify, remove, licence, show or gather");
  }

  @Command(
      name = "show",
      description =
          "Lists the files of a family with their provenance, of a --model with their checksums.")
  int show(@Mixin ModelOptions options) throws IOException {
    if (options.isPublic()) {
      options
          .publicSet()
          .checksums()
          .forEach((name, sum) -> app.out().printf("%s  %s%n", sum.substring(0, 16), name));
      return 0;
    }
    ModelSet set = options.modelSet();
    for (ModelFile file : ModelFile.values()) {
      if (set.has(file)) {
        Path path = set.path(file);
        app.out()
            .printf(
                "%-24s %8d KiB  %s  %s%n",
                file.fileName(),
                Files.size(path) >> 10,
                set.checksums().get(file.fileName()).substring(0, 16),
                file == ModelFile.TOKENIZER ? "" : provenance(path));
      }
    }
    return 0;
  }

  private static String provenance(Path file) {
    Map<String, String> metadata = Checkpoint.open(file).metadata();
    List<String> parts = new ArrayList<>();
    for (String key : new String[] {"recipe", "step", "seed", "commit", "version"}) {
      if (metadata.containsKey(key)) {
        parts.add(key + " " + metadata.get(key));
      }
    }
    return String.join(", ", parts);
  }

  @Command(
      name = "gather",
      description =
          "Copies the weights of a training workspace into a folder for --models; stages that were"
              + " not trained there come from the bundled family.")
  int gather(
      @Option(
              names = "--workspace",
              paramLabel = "DIR",
              defaultValue = "runs/micro",
              description = "Folder of the runs (default: ${DEFAULT-VALUE}).")
          Path workspace,
      @Option(
              names = "--fine-tuned",
              description =
                  "With the denoiser tuned as a whole (recipe finetune) in place of skeleton"
                      + " mode's copies, for `evaluate --models-fine-tuned`.")
          boolean fineTuned,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "DIR",
              required = true,
              description = "Folder for the family.")
          Path output)
      throws IOException {
    Outputs.requireFolder(output);
    Gathering gathering = new Gathering(workspace);
    List<Path> files = fineTuned ? gathering.fineTunedInto(output) : gathering.into(output);
    files.forEach(app.out()::println);
    return 0;
  }
}
