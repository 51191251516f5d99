package io.github.fpga.cli.run;

import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.pipelines.family.FamilyFaces;
import io.github.fpga.pipelines.people.PersonReader;
import io.github.fpga.pipelines.people.PersonStore;
import java.nio.file.Path;
import java.util.Map;

/** What commands that look at faces alone work with: the bundled face models, or a set's. */
public final class FaceReader implements AutoCloseable {

  private final FaceAnalyzer analyzer;
  private final FamilyFaces published;
  private final Map<String, String> checksums;

  private FaceReader(FaceAnalyzer analyzer, FamilyFaces published, Map<String, String> checksums) {
    this.analyzer = analyzer;
    this.published = published;
    this.checksums = checksums;
  }

  /**
   * Loads them.
   *
   * @param references whether persons will be read
   * @throws io.github.fpga.tensor.CheckpointException where a set's files are missing or damaged
   */
  public static FaceReader open(App app, ModelOptions options, boolean references) {
    if (!options.isPublic()) {
      return new FaceReader(app.faces(), null, FaceModels.checksums());
    }
    options.startEngine();
    FamilyFaces faces = options.publicSet().faces(options.precision(), references);
    return new FaceReader(faces.analyzer(), faces, options.publicSet().faceChecksums());
  }

  public FaceAnalyzer analyzer() {
    return analyzer;
  }

  /** SHA-256 of the models that find and describe faces, as in a studio's provenance. */
  public Map<String, String> checksums() {
    return checksums;
  }

  /** Saved persons of these models in a folder. */
  public PersonStore store(Path folder) {
    return new PersonStore(
        folder, published == null ? FaceModels.recogniser() : published.recogniser());
  }

  /** Reads persons from pictures. */
  public PersonReader persons(PersonStore store) {
    return published == null
        ? new PersonReader(analyzer, store)
        : new PersonReader(analyzer, published::reference, store);
  }

  @Override
  public void close() {
    if (published != null) {
      published.close();
    }
  }
}
