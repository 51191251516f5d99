package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.FaceModelSet;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.ModelFile;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with face models from files. */
class OnnxModelsE2ETest {

  @TempDir Path folder;

  private List<String> inputs;
  private Path recogniser;
  private List<ModelFile> files;

  @BeforeEach
  void write() throws IOException {
    inputs = Corpus.people(folder, 1);
    float[] values = new float[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(7 * i);
    }
    Path detector = TinyNetworks.yunet(1, "h", "w").write(folder.resolve("yunet.onnx"));
    recogniser = TinyNetworks.landmarks(112, values, 1).write(folder.resolve("sface.onnx"));
    files = List.of(ModelFile.of(detector), ModelFile.of(recogniser));
  }

  private BuildSettings settings(String output) {
    return LocalSpark.settings(
        inputs,
        folder.resolve(output),
        "'faceModels':'FACES_OPEN','modelFiles':%s,'zoom':false,'partitions':2,'filter':{'minFaces':0,'maxFaces':1000,'minPixelSize':0}"
            .formatted(Json.line(files)));
  }

  @Test
  void recordsAndCardSayWhoseEmbeddingsTheyHold() throws IOException {
    BuildSummary summary = LocalSpark.build(settings("open"));

    String name = "sface-" + files.get(1).sha256().substring(0, 12);
    List<FaceRecord> faces =
        LocalSpark.records(folder.resolve("open")).values().stream()
            .flatMap(List::stream)
            .flatMap(record -> record.faces().stream())
            .toList();
    assertTrue(summary.kept() > 0 && !faces.isEmpty(), summary::toString);
    for (FaceRecord face : faces) {
      assertEquals(name, face.embedding().orElseThrow().recogniser());
      assertEquals(128, face.embedding().orElseThrow().values().length);
    }
    String card = Files.readString(folder.resolve("open/README.md"));
    assertTrue(card.contains("`faces-open` (recogniser `%s`)".formatted(name)), card);
    assertEquals(FaceModelSet.FACES_OPEN, summary.settings().faceModels());
    assertSame(
        Models.describing(settings("open")),
        Models.describing(settings("another")),
        "loaded once per process");
  }

  @Test
  void anotherFileAtTheSameAddressIsRefused() {
    TinyNetworks.landmarks(112, new float[64], 2).write(recogniser);
    Exception e = assertThrows(Exception.class, () -> LocalSpark.build(settings("changed")));
    assertTrue(e.getMessage().contains("sface.onnx has the SHA-256"), e.getMessage());
  }
}
