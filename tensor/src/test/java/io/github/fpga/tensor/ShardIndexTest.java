package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints in several files. */
class ShardIndexTest {

  @TempDir Path folder;

  @BeforeEach
  void shards() throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor one = Tensors.of(new float[] {1}, 1);
      Safetensors.write(folder.resolve("1.safetensors"), Map.of("a", one), Map.of("x", "y"));
    }
    byte[] pickle = Pickles.protocol(2).ops("}(").text("b").floats("0", 2).ops("u").stop();
    Files.write(
        folder.resolve("2.bin"), TorchFiles.zip(pickle, Map.of("0", TorchFiles.floats(2, 3))));
  }

  private Path index(String json) throws IOException {
    return Files.writeString(folder.resolve("model.index.json"), json);
  }

  @Test
  void allFilesTogether() throws IOException {
    Checkpoint checkpoint =
        Checkpoint.open(
            index(
                "{\"metadata\": {\"total_size\": 12},"
                    + " \"weight_map\": {\"b\": \"2.bin\", \"a\": \"1.safetensors\"}}"));
    assertEquals("[b, a]", checkpoint.keys().toString());
    assertEquals("y", checkpoint.metadata().get("x"));
    assertArrayEquals(new float[] {1}, Tensors.floats(checkpoint.tensor("a")));
    assertArrayEquals(new float[] {2, 3}, Tensors.floats(checkpoint.tensor("b")));
  }

  @Test
  void faults() throws IOException {
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("{}", "no \"weight_map\"");
    cases.put("{\"weight_map\": {}}", "no \"weight_map\"");
    cases.put("{\"weight_map\": ", "not valid JSON");
    cases.put("{\"weight_map\": {\"a\": \"../1.safetensors\"}}", "not the name of a file");
    cases.put("{\"weight_map\": {\"a\": \"/etc/passwd\"}}", "not the name of a file");
    cases.put("{\"weight_map\": {\"a\": \"C:\\\\x\"}}", "not the name of a file");
    cases.put("{\"weight_map\": {\"a\": 7}}", "there is no checkpoint file");
    cases.put("{\"weight_map\": {\"a\": \"3.safetensors\"}}", "3.safetensors");
    cases.put("{\"weight_map\": {\"c\": \"1.safetensors\"}}", "does not hold \"c\"");
    cases.put("{\"weight_map\": {\"a\": \"model.index.json\"}}", "not a usable safetensors");
    for (Map.Entry<String, String> faulty : cases.entrySet()) {
      Path file = index(faulty.getKey());
      String message =
          assertThrows(CheckpointException.class, () -> Checkpoint.open(file)).getMessage();
      assertTrue(message.contains(faulty.getValue()), faulty + " gave " + message);
    }
    Files.copy(folder.resolve("1.safetensors"), folder.resolve("4.safetensors"));
    Path twice = index("{\"weight_map\": {\"a\": \"1.safetensors\", \"b\": \"4.safetensors\"}}");
    String message =
        assertThrows(CheckpointException.class, () -> Checkpoint.open(twice)).getMessage();
    assertTrue(message.contains("\"a\" lies in"), message);
  }
}
