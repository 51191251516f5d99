package io.github.fpga.cli.commands;

import io.github.fpga.cli.models.ModelsLicenceCommand;
import io.github.fpga.cli.models.ModelsListCommand;
import io.github.fpga.cli.models.ModelsPullCommand;
import io.github.fpga.cli.models.ModelsRemoveCommand;
import io.github.fpga.cli.models.ModelsVerifyCommand;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.tensor.AtomicFiles;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.ResourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
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

  private static final String WEIGHTS = "weights.safetensors";

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

  @Command(name = "show", description = "Lists the files of a family with their provenance.")
  int show(@Mixin ModelOptions options) throws IOException {
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
              names = {"-o", "--output"},
              paramLabel = "DIR",
              required = true,
              description = "Folder for the family.")
          Path output)
      throws IOException {
    Outputs.requireFolder(output);
    Map<ModelFile, Path> found = new EnumMap<>(ModelFile.class);
    List<String> missing = new ArrayList<>();
    for (ModelFile file : ModelFile.values()) {
      Path source = source(file, workspace);
      if (source != null) {
        found.put(file, source);
      } else if (file != ModelFile.CONTROLNET) {
        missing.add(file.fileName());
      }
    }
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          "%s and the bundled family lack %s: train these stages first (fpga train lists them)"
              .formatted(workspace, String.join(", ", missing)));
    }
    for (Map.Entry<ModelFile, Path> entry : found.entrySet()) {
      Path target = output.resolve(entry.getKey().fileName());
      AtomicFiles.write(
          target, t -> Files.copy(entry.getValue(), t, StandardCopyOption.REPLACE_EXISTING));
      app.out().println(target);
    }
    return 0;
  }

  /** Of two stages that train the same file the later one counts. */
  private static Path source(ModelFile file, Path workspace) {
    List<Path> candidates = new ArrayList<>();
    switch (file) {
      case AUTOENCODER -> {
        candidates.add(workspace.resolve("decoder").resolve(WEIGHTS));
        candidates.add(workspace.resolve("autoencoder").resolve(WEIGHTS));
      }
      case IDENTITY -> {
        candidates.add(workspace.resolve("cloneface").resolve(WEIGHTS));
        candidates.add(workspace.resolve("identity").resolve(WEIGHTS));
      }
      case TOKENIZER -> candidates.add(workspace.resolve("base").resolve(file.fileName()));
      default -> {
        String recipe = file.fileName().replace(".safetensors", "");
        candidates.add(workspace.resolve(recipe).resolve(WEIGHTS));
      }
    }
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    String bundled = "micro/" + file.fileName();
    return PortraitStudio.class.getResource(bundled) == null
        ? null
        : ResourceFiles.of(PortraitStudio.class, bundled);
  }
}
