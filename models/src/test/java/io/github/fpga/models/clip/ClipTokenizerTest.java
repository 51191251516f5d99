package io.github.fpga.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTokenizerTest {

  private static final List<String> WORDS =
      List.of("a", "woman", "red", "hat", ",", "-", "t", "shirt");

  @TempDir Path folder;

  private ClipTokenizer open(int maxLength) {
    return ClipTokenizer.wordLevel(folder.resolve("tokenizer.json"), WORDS, maxLength);
  }

  @Test
  void wordsAreFramedAndPadded() {
    try (ClipTokenizer tokenizer = open(8)) {
      assertArrayEquals(new long[] {1, 4, 6, 7, 3, 0, 0, 0}, tokenizer.encode("  A RED\n hat "));
      assertArrayEquals(new long[] {1, 3, 0, 0, 0, 0, 0, 0}, tokenizer.encode(""));
      assertEquals(3, tokenizer.endId());
      assertEquals(0, tokenizer.padId());
    }
  }

  @Test
  void punctuationStandsAloneAndUnknownWordsAreUnknown() {
    try (ClipTokenizer tokenizer = open(12)) {
      assertArrayEquals(
          new long[] {1, 10, 9, 11, 8, 8, 2, 2, 5, 3, 0, 0},
          tokenizer.encode("t-shirt,, zebra! woman"));
    }
  }

  @Test
  void whatDoesNotFitIsCutBeforeTheEndToken() {
    try (ClipTokenizer tokenizer = open(5)) {
      assertArrayEquals(new long[] {1, 6, 6, 6, 3}, tokenizer.encode("red ".repeat(9)));
      assertEquals(11, tokenizer.tokenCount("red ".repeat(9)));
      assertEquals(5, tokenizer.tokenCount("red red red"));
    }
  }

  @Test
  void theWrittenFileLoadsAgain() {
    open(8).close();
    try (ClipTokenizer tokenizer = ClipTokenizer.load(folder.resolve("tokenizer.json"), 4)) {
      assertArrayEquals(new long[] {1, 5, 3, 0}, tokenizer.encode("woman"));
      assertEquals(4, tokenizer.maxLength());
    }
  }

  @Test
  void aSecondPadTokenCanBeChosen() {
    Path vocab = Golden.file("tokenizer_tiny/vocab.json");
    Path merges = Golden.file("tokenizer_tiny/merges.txt");
    try (ClipTokenizer first = ClipTokenizer.bpe(vocab, merges);
        ClipTokenizer second = ClipTokenizer.bpe(vocab, merges, 77, "!")) {
      long[] ids = second.encode("hat");
      assertEquals(0, ids[76]);
      assertEquals(first.endId(), first.encode("hat")[76]);
      int count = second.tokenCount("hat");
      assertArrayEquals(Arrays.copyOf(first.encode("hat"), count), Arrays.copyOf(ids, count));
    }
  }

  @Test
  void concurrentUseGivesTheSameIds() {
    try (ClipTokenizer tokenizer = open(8)) {
      long[] expected = tokenizer.encode("a red hat");
      assertTrue(
          IntStream.range(0, 2000)
              .parallel()
              .allMatch(i -> Arrays.equals(expected, tokenizer.encode("a red hat"))));
    }
  }

  @Test
  void nothingMayAskTheNetwork() {
    open(8).close();
    assertEquals("true", System.getProperty("ai.djl.offline"));
    assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
  }

  @Test
  void refusesWordsThatWouldBeSplit() {
    for (String word : List.of("t-shirt", "Red", "two words", "", "don't")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ClipTokenizer.wordLevel(folder.resolve("x.json"), List.of(word), 8),
          word);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ClipTokenizer.wordLevel(folder.resolve("x.json"), List.of("a", "a"), 8));
    assertThrows(IllegalArgumentException.class, () -> open(2));
  }

  @Test
  void refusesFilesThatAreNoTokenizer() throws Exception {
    Path missing = folder.resolve("missing.json");
    assertThrows(CheckpointException.class, () -> ClipTokenizer.load(missing, 8));
    Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
    assertThrows(CheckpointException.class, () -> ClipTokenizer.load(empty, 8));
    Path broken =
        Files.writeString(
            folder.resolve("broken.json"),
            "{\"model\": {\"vocab\": {\"<|startoftext|>\": 0, \"<|endoftext|>\": 1}}}");
    assertThrows(CheckpointException.class, () -> ClipTokenizer.load(broken, 8));
  }
}
