package io.github.fpga.pipelines.family;

import io.github.fpga.faces.micro.MicroRecogniser;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Checksums;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.ResourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files a micro family consists of, wherever they are. Opens none of them until asked. */
public final class ModelSet implements ModelSource {

  private static final String RESOURCES = "/io/github/fpga/pipelines/micro/";
  private static final List<String> FACE_MODELS = List.of("detector", "landmarks", "recogniser");

  private final String description;
  private final Map<ModelFile, Path> files;
  private Map<String, String> checksums;

  private ModelSet(String description, Map<ModelFile, Path> files) {
    this.description = description;
    this.files = files;
  }

  /**
   * The family that comes with this library.
   *
   * @throws CheckpointException where its files are missing from the class path
   */
  public static ModelSet micro() {
    Map<ModelFile, Path> files = new EnumMap<>(ModelFile.class);
    for (ModelFile file : ModelFile.values()) {
      String resource = RESOURCES + file.fileName();
      if (ModelSet.class.getResource(resource) != null) {
        files.put(file, ResourceFiles.of(ModelSet.class, resource));
      } else if (!file.optional()) {
        throw new CheckpointException(
            ("this build comes without its models (no %s on the class path): train them, and"
                    + " open their folder")
                .formatted(resource));
      }
    }
    return new ModelSet("the bundled micro family", files);
  }

  /**
   * The files of a folder, as training writes them.
   *
   * @throws CheckpointException naming the files that are missing
   */
  public static ModelSet folder(Path folder) {
    Map<ModelFile, Path> files = new EnumMap<>(ModelFile.class);
    List<String> missing =
        Arrays.stream(ModelFile.values())
            .filter(file -> !file.optional())
            .map(ModelFile::fileName)
            .filter(name -> !Files.isRegularFile(folder.resolve(name)))
            .toList();
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          "%s is not a model family, it lacks %s: train them, or use the bundled family"
              .formatted(folder, String.join(", ", missing)));
    }
    for (ModelFile file : ModelFile.values()) {
      Path path = folder.resolve(file.fileName());
      if (Files.isRegularFile(path)) {
        files.put(file, path);
      }
    }
    return new ModelSet(folder.toString(), files);
  }

  /** Whether the family has an optional file. */
  public boolean has(ModelFile file) {
    return files.containsKey(file);
  }

  /**
   * Where a file is.
   *
   * @throws CheckpointException where the family has none
   */
  public Path path(ModelFile file) {
    Path path = files.get(file);
    if (path == null) {
      throw new CheckpointException(
          "%s has no %s: train it with `fpga train %s`"
              .formatted(description, file.fileName(), file.recipe()));
    }
    return path;
  }

  @Override
  public FamilyTraits traits() {
    // What of the shapes the files tell is nothing that requests need.
    return FamilyConfig.micro(1, 1).traits();
  }

  /** SHA-256 of every file by its name, those of the face models below {@code faces/}. */
  @Override
  public synchronized Map<String, String> checksums() {
    if (checksums == null) {
      Map<String, String> sums = new TreeMap<>();
      files.forEach((file, path) -> sums.put(file.fileName(), Checksums.sha256(path)));
      for (String name : FACE_MODELS) {
        String resource = name + ".safetensors";
        sums.put(
            "faces/" + resource,
            Checksums.sha256(ResourceFiles.of(MicroRecogniser.class, resource)));
      }
      checksums = Collections.unmodifiableMap(sums);
    }
    return checksums;
  }

  @Override
  public PortraitModels load(Precision precision) {
    return ModelLoader.load(this, precision);
  }

  @Override
  public String toString() {
    return description;
  }
}
