package io.github.fpga.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.FakeFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {

  private static Provenance provenance() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("prompt", "a portrait of Jürgen, \"smiling\"").put("seed", -3L);
    return Provenance.of("generate", request, Map.of("b", "02", "a", "01"));
  }

  @Test
  void survivesThePngText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("out.png");
    Pictures.writePng(file, FakeFaces.picture(8, 8), provenance().toText());
    assertEquals(provenance(), Provenance.parse(Pictures.text(file)));
    assertEquals(-3, Provenance.parse(Pictures.text(file)).seed());
  }

  @Test
  void theSameProvenanceGivesTheSameText() {
    assertEquals(provenance().toText(), provenance().toText());
    assertEquals("{\"a\":\"01\",\"b\":\"02\"}", provenance().toText().get(Provenance.MODELS));
    assertEquals(Version.current(), provenance().toText().get(Provenance.VERSION));
  }

  @Test
  void batchesAreNoted() {
    Provenance batched = new Provenance("restore", provenance().request(), Map.of(), "1", 4);
    assertEquals(4, Provenance.parse(batched.toText()).batch());
    assertEquals(1, Provenance.parse(provenance().toText()).batch());
  }

  @Test
  void otherTextIsExplained() {
    assertTrue(message(Map.of()).contains("no text entry fpga.request"));
    assertTrue(message(Map.of("fpga.request", "{")).contains("damaged"));
    assertTrue(message(Map.of("fpga.request", "{}")).contains("lacks a task"));
    assertTrue(message(Map.of("fpga.request", "[]")).contains("lacks a task"));
    assertTrue(
        message(
                Map.of(
                    "fpga.request", "{\"task\": \"generate\", \"request\": {}}",
                    "fpga.models", "[1]"))
            .contains("damaged"));
  }

  private static String message(Map<String, String> text) {
    return assertThrows(IllegalArgumentException.class, () -> Provenance.parse(text)).getMessage();
  }
}
