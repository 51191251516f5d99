package io.github.fpga.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agreement with transformers' CLIPTokenizer, id by id. */
class ClipTokenizerParityTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void tinyVocabulary() {
    Path vocab = Golden.file("tokenizer_tiny/vocab.json");
    check("tiny", vocab, Golden.file("tokenizer_tiny/merges.txt"));
  }

  /**
   * The public vocabulary is in every Stable Diffusion checkpoint (folder "tokenizer"); the system
   * property clip.vocab.dir may name one to take instead of ours.
   */
  @Test
  void publicVocabulary(@TempDir Path ours) throws IOException {
    String given = System.getProperty("clip.vocab.dir", "");
    if (given.isBlank()) {
      PublicVocabulary.write(ours);
    }
    Path folder = given.isBlank() ? ours : Path.of(given);
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
