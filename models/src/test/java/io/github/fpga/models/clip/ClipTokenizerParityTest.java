package io.github.fpga.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Agreement with transformers' CLIPTokenizer, id by id. */
class ClipTokenizerParityTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void tinyVocabulary() {
    Path vocab = Golden.file("tokenizer_tiny/vocab.json");
    check("tiny", vocab, Golden.file("tokenizer_tiny/merges.txt"));
  }

  /**
   * The public vocabulary is in every Stable Diffusion 1.5 checkpoint (folder "tokenizer"); the
   * system property clip.vocab.dir says where there is one.
   */
  @Test
  void publicVocabulary() {
    Path folder = Path.of(System.getProperty("clip.vocab.dir", "no-folder-given"));
    assumeTrue(Files.isDirectory(folder), "set clip.vocab.dir to a folder with vocab.json");
    check("full", folder.resolve("vocab.json"), folder.resolve("merges.txt"));
  }

  private static void check(String part, Path vocab, Path merges) {
    JsonNode texts = Golden.load("tokenizer").json().path(part);
    assertFalse(texts.isEmpty());
    try (ClipTokenizer tokenizer = ClipTokenizer.bpe(vocab, merges)) {
      for (JsonNode text : texts) {
        String prompt = text.path("text").asText();
        long[] expected = JSON.convertValue(text.path("ids"), long[].class);
        assertArrayEquals(expected, tokenizer.encode(prompt), prompt);
        assertEquals(text.path("ids_unpadded").size(), tokenizer.tokenCount(prompt), prompt);
      }
    }
  }
}
