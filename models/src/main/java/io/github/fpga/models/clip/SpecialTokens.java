package io.github.fpga.models.clip;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.CheckpointException;
import java.nio.file.Path;

/** The ids that frame every prompt. */
record SpecialTokens(long start, long end, long pad) {

  static final String START = "<|startoftext|>";
  static final String END = "<|endoftext|>";
  static final String PAD = "<|pad|>";
  static final String UNKNOWN = "<|unk|>";

  /**
   * @param padToken the token to pad with; null for the vocabulary's pad token or else its end
   *     token
   */
  static SpecialTokens of(Path file, JsonNode vocab, String padToken) {
    String pad = padToken != null ? padToken : vocab.has(PAD) ? PAD : END;
    return new SpecialTokens(id(file, vocab, START), id(file, vocab, END), id(file, vocab, pad));
  }

  private static long id(Path file, JsonNode vocab, String token) {
    if (!vocab.path(token).isIntegralNumber()) {
      throw new CheckpointException("the vocabulary of %s lacks %s".formatted(file, token));
    }
    return vocab.path(token).asLong();
  }
}
