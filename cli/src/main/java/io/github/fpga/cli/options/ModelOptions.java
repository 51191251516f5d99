package io.github.fpga.cli.options;

import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.people.PersonStore;
import io.github.fpga.tensor.CheckpointException;
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
      description =
          "Folder of a trained model family (default: the property fpga.models, else the bundled"
              + " one).")
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

  /**
   * The files of the chosen family.
   *
   * @throws CheckpointException naming what is missing
   */
  public ModelSet modelSet() {
    Path folder = folder();
    if (folder != null) {
      return ModelSet.folder(folder);
    }
    try {
      return ModelSet.micro();
    } catch (CheckpointException e) {
      throw new CheckpointException(
          "the bundled family is not complete (%s): give the folder of a trained one with --models, see docs/training.md"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The folder of the family; null for the bundled one. */
  private Path folder() {
    String chosen = System.getProperty("fpga.models");
    return models == null && chosen != null ? Path.of(chosen) : models;
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
    return Objects.equals(folder(), other.folder())
        && Objects.equals(store, other.store)
        && Objects.equals(threads, other.threads);
  }

  /** The options as arguments, for commands that run or show others. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--models", folder());
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
