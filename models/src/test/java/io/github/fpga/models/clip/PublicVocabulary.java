package io.github.fpga.models.clip;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** CLIP's public vocabulary, which follows from its merges. */
final class PublicVocabulary {

  private PublicVocabulary() {}

  /** Writes vocab.json and merges.txt. */
  static void write(Path folder) throws IOException {
    String merges;
    try (InputStream in = PublicVocabulary.class.getResourceAsStream("/clip_bpe/merges.txt")) {
      merges = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.writeString(folder.resolve("merges.txt"), merges);
    ObjectNode vocab = new ObjectMapper().createObjectNode();
    List<String> letters = letters();
    letters.forEach(letter -> vocab.put(letter, vocab.size()));
    letters.forEach(letter -> vocab.put(letter + "</w>", vocab.size()));
    merges.lines().skip(1).forEach(pair -> vocab.put(pair.replace(" ", ""), vocab.size()));
    vocab.put(SpecialTokens.START, vocab.size());
    vocab.put(SpecialTokens.END, vocab.size());
    Files.writeString(folder.resolve("vocab.json"), vocab.toString());
  }

  /** A letter for each byte: its own where that prints, behind them one beyond Latin-1. */
  private static List<String> letters() {
    List<String> letters = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      if (prints(b)) {
        letters.add(String.valueOf((char) b));
      }
    }
    int others = 256 - letters.size();
    for (int i = 0; i < others; i++) {
      letters.add(String.valueOf((char) (256 + i)));
    }
    return letters;
  }

  private static boolean prints(int b) {
    return b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
  }
}
