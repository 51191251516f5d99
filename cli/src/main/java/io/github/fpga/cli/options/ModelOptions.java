package io.github.fpga.cli.options;

import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.people.PersonStore;
import io.github.fpga.tensor.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Which networks, which saved persons, how many threads. */
public final class ModelOptions {

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder of a trained model family; the bundled one where not given.")
  private Path models;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Folder of saved persons (default: ~/.fpga/people).")
  private Path store;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the engine (default: one per core).")
  private Integer threads;

  /** The files of the chosen family. */
  public ModelSet modelSet() {
    return models == null ? ModelSet.micro() : ModelSet.folder(models);
  }

  /** The folder of saved persons. */
  public Path store() {
    return store == null ? PersonStore.defaultFolder() : store;
  }

  /** Starts the engine with the chosen number of threads. */
  public void startEngine() {
    if (threads == null) {
      Engine.start();
    } else {
      Engine.start(threads);
    }
  }

  /** Whether a studio opened with the other options serves these too. */
  public boolean same(ModelOptions other) {
    return Objects.equals(models, other.models)
        && Objects.equals(store, other.store)
        && Objects.equals(threads, other.threads);
  }

  /** The options as arguments, for commands that run or show others. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--models", models);
    add(arguments, "--store", store);
    add(arguments, "--threads", threads);
    return arguments;
  }

  private static void add(List<String> arguments, String name, Object value) {
    if (value != null) {
      arguments.add(name);
      arguments.add(value.toString());
    }
  }
}
