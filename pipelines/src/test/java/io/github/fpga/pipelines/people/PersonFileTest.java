package io.github.fpga.pipelines.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonFileTest {

  private static final String METADATA =
      "{\"format\": 1, \"name\": \"anna\", \"recogniser\": \"r\"}";

  @TempDir Path folder;

  private static Person anna() {
    return new Person(
        "anna",
        List.of(
            new Reference(FakeFaces.features(0xe02020), 1),
            new Reference(FakeFaces.features(0xd03020), 2.5)),
        new Origin("a.png,b.png*2.5", Map.of("a.png", "00", "b.png", "01")));
  }

  private static String message(Path file) {
    return assertThrows(CheckpointException.class, () -> PersonFile.read(file, "r")).getMessage();
  }

  @Test
  void writesAndReadsTheSame() {
    Path file = folder.resolve("anna.safetensors");
    PersonFile.write(file, anna(), "r");
    Person read = PersonFile.read(file, "r");
    assertEquals("anna", read.name());
    assertEquals(anna().references(), read.references());
    assertEquals(anna().features(), read.features());
  }

  @Test
  void anotherRecognisersFileIsRefused() {
    Path file = folder.resolve("anna.safetensors");
    PersonFile.write(file, anna(), "other");
    String message = message(file);
    assertTrue(message.contains("another face recogniser"), message);
    assertTrue(message.contains("a.png,b.png*2.5"), message);
  }

  @Test
  void hostileFilesAreNamed() throws IOException {
    Path file = folder.resolve("bad.safetensors");
    assertTrue(message(file).contains("bad.safetensors"));
    Files.writeString(file, "not a safetensors file at all");
    assertTrue(message(file).contains("bad.safetensors"));
    PersonFile.write(file, anna(), "r");
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
    assertTrue(message(file).contains("bad.safetensors"));
  }

  @Test
  void wrongContentsAreNamed() {
    float nan = Float.NaN;
    check("no saved person", Map.of(), null);
    check("lacks \"global\"", Map.of(), METADATA);
    check("not JSON", tensors(1, 16, 1, 4, 8, 1, 0.5f), "{");
    check("format", tensors(1, 16, 1, 4, 8, 1, 0.5f), "{\"format\": 9}");
    check("references", tensors(2, 16, 1, 4, 8, 1, 0.5f), METADATA);
    check("holds NaN", tensors(1, 16, 1, 4, 8, 1, nan), METADATA);
    check("not all 0", tensors(1, 16, 1, 4, 8, 1, 0), METADATA);
    check("references", tensors(0, 16, 0, 4, 8, 0, 1), METADATA);
  }

  private static Map<String, float[]> tensors(
      int n, int d, int m, int tokens, int channels, int k, float value) {
    Map<String, float[]> tensors = new HashMap<>();
    float[] global = new float[n * d];
    Arrays.fill(global, value);
    tensors.put("global:%d,%d".formatted(n, d), global);
    tensors.put("local:%d,%d,%d".formatted(m, tokens, channels), new float[m * tokens * channels]);
    float[] weights = new float[k];
    Arrays.fill(weights, 1);
    tensors.put("weights:%d".formatted(k), weights);
    return tensors;
  }

  private void check(String expected, Map<String, float[]> tensors, String metadata) {
    Path file = folder.resolve("wrong.safetensors");
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> made = new HashMap<>();
      tensors.forEach(
          (key, values) -> {
            long[] shape =
                Arrays.stream(key.substring(key.indexOf(':') + 1).split(","))
                    .mapToLong(Long::parseLong)
                    .toArray();
            made.put(key.substring(0, key.indexOf(':')), Tensors.of(values, shape));
          });
      Safetensors.write(file, made, metadata == null ? Map.of() : Map.of("fpga.person", metadata));
    }
    String message = message(file);
    assertTrue(message.contains(expected) && message.contains("wrong.safetensors"), message);
  }

  @Test
  void theStoreKeepsPeopleByName() {
    PersonStore store = new PersonStore(folder.resolve("people"), "r");
    assertTrue(store.names().isEmpty());
    store.save(anna());
    store.save(anna().withName("Jürgen 2"));
    assertEquals(List.of("Jürgen 2", "anna"), store.names());
    assertEquals(anna().features(), store.load("anna").features());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> store.load("ben"))
            .getMessage()
            .contains("known: Jürgen 2, anna"));
    for (String name : List.of("../anna", "", ".hidden", "a/b", "x".repeat(65))) {
      assertThrows(IllegalArgumentException.class, () -> store.save(anna().withName("_" + name)));
      assertFalse(store.has(name));
    }
    assertTrue(store.delete("anna"));
    assertFalse(store.delete("anna"));
  }
}
