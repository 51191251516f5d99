package io.github.fpga.evaluation.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.pipelines.diir.FaceReport;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a scene whose pictures are made: {@code scene.json}.
 *
 * @param key changes whenever the pictures would be others
 * @param prompt what was asked for
 * @param style its words, empty for the plain one
 * @param clothes of each person
 * @param people indices of the people
 * @param regions as {@code x,y,w,h}
 * @param seed of the noise
 * @param generate how long generating took
 * @param restore how long restoring took, null where nothing was restored
 * @param faces what restoring did to each face
 */
public record SceneRun(
    String key,
    String prompt,
    String style,
    List<String> clothes,
    List<Integer> people,
    List<String> regions,
    long seed,
    Portraits.Timing generate,
    Portraits.Timing restore,
    List<Decision> faces) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "scene.json";

  /**
   * What restoring did to a face, by its own measure.
   *
   * @param index from the left, from 1
   * @param person whose it was taken for, null for nobody
   * @param decision what became of it
   * @param reason why
   */
  public record Decision(int index, String person, String decision, String reason) {

    static Decision of(FaceReport report) {
      return new Decision(
          report.index(), report.person(), report.decision().name(), report.reason());
    }
  }

  /** Copies the lists. */
  public SceneRun {
    clothes = List.copyOf(clothes);
    people = List.copyOf(people);
    regions = List.copyOf(regions);
    faces = List.copyOf(faces);
  }

  static SceneRun of(
      SceneSpec scene,
      String key,
      Portraits.Timing generate,
      Portraits.Timing restore,
      List<FaceReport> faces) {
    return new SceneRun(
        key,
        scene.prompt(),
        scene.style(),
        scene.clothes(),
        scene.people(),
        scene.regions().stream().map(Object::toString).toList(),
        scene.seed(),
        generate,
        restore,
        faces.stream().map(Decision::of).toList());
  }

  void write(Path folder) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    AtomicFiles.writeString(folder.resolve(FILE), text);
  }

  /** What was made before under the same key; empty where anything is missing or damaged. */
  static Optional<SceneRun> read(Path folder, String key) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      SceneRun run = JSON.readValue(file.toFile(), SceneRun.class);
      return Optional.of(run).filter(found -> key.equals(found.key));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
