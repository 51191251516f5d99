package io.github.fpga.cli.options;

import io.github.fpga.pipelines.family.FamilyConfig;
import io.github.fpga.pipelines.family.FamilyTraits;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.family.ModelSource;
import io.github.fpga.pipelines.family.PublicSet;
import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.pipelines.people.PersonStore;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which networks, which saved persons, and where the networks compute. */
public final class ModelOptions {

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder of a trained model family (default: the property fpga.models, else the bundled"
              + " one).")
  private Path models;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "A model set instead, as sd15-portrait; see `fpga models list`, and pull it first.")
  private String model;

  @Mixin private SetsOptions sets;

  @Option(
      names = "--lora",
      paramLabel = "FILE[:S]",
      description =
          "A LoRA for the networks of --model and its strength (default: 1); may be repeated.")
  private List<String> loras = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Folder of saved persons (default: ~/.fpga/people).")
  private Path store;

  @Mixin private EngineOptions engine;

  private PublicSet publicSet;

  /** Whether the networks are those of a model set. */
  public boolean isPublic() {
    if (model == null && !loras.isEmpty()) {
      throw new IllegalArgumentException("--lora is for the networks of a --model");
    }
    if (model != null && models != null) {
      throw new IllegalArgumentException("either --model or --models: they name two families");
    }
    return model != null;
  }

  /**
   * The files of the chosen model set.
   *
   * @throws IllegalArgumentException where there is no such set
   * @throws CheckpointException naming what is not on this machine
   */
  public PublicSet publicSet() {
    if (publicSet == null) {
      publicSet =
          PublicSet.of(sets.hub(), model).withLoras(loras.stream().map(LoraFile::parse).toList());
    }
    return publicSet;
  }

  /**
   * The files of the chosen family.
   *
   * @throws CheckpointException naming what is missing
   */
  public ModelSource source() {
    return isPublic() ? publicSet() : modelSet();
  }

  /**
   * What requests need to know of the chosen family; a trained one's files are not looked at.
   *
   * @throws CheckpointException where a set's files are missing
   */
  public FamilyTraits traits() {
    return isPublic() ? publicSet().traits() : FamilyConfig.micro(1, 1).traits();
  }

  /**
   * The files of the chosen trained family.
   *
   * @throws IllegalArgumentException where a model set was chosen
   * @throws CheckpointException naming what is missing
   */
  public ModelSet modelSet() {
    if (isPublic()) {
      throw new IllegalArgumentException(
          "this command works with trained families alone: leave out --model %s".formatted(model));
    }
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

  /** Starts the engine as chosen; see {@link EngineOptions#start}. */
  public void startEngine() {
    engine.start();
  }

  /** The format networks are loaded in; see {@link EngineOptions#precision}. */
  public Precision precision() {
    return engine.precision();
  }

  /** Whether a studio opened with the other options serves these too. */
  public boolean same(ModelOptions other) {
    return Objects.equals(folder(), other.folder())
        && Objects.equals(model, other.model)
        && Objects.equals(sets.folder(), other.sets.folder())
        && loras.equals(other.loras)
        && Objects.equals(store, other.store)
        && engine.same(other.engine);
  }

  /** The options as arguments, for commands that run or show others. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--models", folder());
    add(arguments, "--model", model);
    add(arguments, "--sets", sets.folder());
    loras.forEach(lora -> add(arguments, "--lora", lora));
    add(arguments, "--store", store);
    add(arguments, "--threads", engine.threads());
    add(arguments, "--device", engine.device());
    add(arguments, "--dtype", engine.dtype());
    return arguments;
  }

  private static void add(List<String> arguments, String name, Object value) {
    if (value != null) {
      arguments.add(name);
      arguments.add(value.toString());
    }
  }
}
