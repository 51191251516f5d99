package io.github.fpga.models.clip;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.AtomicFiles;
import io.github.fpga.tensor.CheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Prompts to token ids of a fixed length: start token, text, end token, padding. Works offline,
 * from files only; safe for concurrent use until closed.
 */
public final class ClipTokenizer implements AutoCloseable {

  /** The sequence length of the public models. */
  public static final int PUBLIC_LENGTH = 77;

  static {
    // DJL otherwise reports its use to its makers and looks for GPU builds of its library online.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
  }

  private final HuggingFaceTokenizer tokenizer;
  private final SpecialTokens special;
  private final int maxLength;

  private ClipTokenizer(String json, SpecialTokens special, int maxLength) throws IOException {
    if (maxLength < 3) {
      throw new IllegalArgumentException("maxLength must be at least 3, got " + maxLength);
    }
    this.special = special;
    this.maxLength = maxLength;
    // Length is handled here, by one rule for all vocabularies.
    Map<String, String> asIs = Map.of("padding", "false", "truncation", "false");
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), asIs);
  }

  /**
   * CLIP's byte-pair encoding, padded with the end token as Stable Diffusion 1.x does.
   *
   * @param vocab a vocab.json
   * @param merges the merges.txt that belongs to it
   */
  public static ClipTokenizer bpe(Path vocab, Path merges) {
    return bpe(vocab, merges, PUBLIC_LENGTH, SpecialTokens.END);
  }

  /**
   * CLIP's byte-pair encoding.
   *
   * @param maxLength length of every result, at least 3
   * @param padToken the token to pad with; SDXL's second tokenizer has {@code "!"}
   */
  public static ClipTokenizer bpe(Path vocab, Path merges, int maxLength, String padToken) {
    try {
      String json = TokenizerJson.bpe(Files.readString(vocab), Files.readString(merges));
      return open(vocab, json, maxLength, padToken);
    } catch (IOException e) {
      throw new CheckpointException("cannot read the tokenizer files " + vocab + ", " + merges, e);
    }
  }

  /**
   * A tokenizer.json of Hugging Face tokenizers, padded with its pad token or else its end token.
   */
  public static ClipTokenizer load(Path tokenizerJson, int maxLength) {
    try {
      return open(tokenizerJson, Files.readString(tokenizerJson), maxLength, null);
    } catch (IOException e) {
      throw new CheckpointException("cannot read the tokenizer file " + tokenizerJson, e);
    }
  }

  /**
   * Writes a word-level tokenizer.json over a closed vocabulary and opens it. Text is lower-cased
   * and split at white space and around every punctuation mark; other words become the unknown
   * token.
   *
   * @param words lower-case words or single punctuation marks, without repetition; ids follow their
   *     order, from 4 (after padding, start, unknown, end)
   */
  public static ClipTokenizer wordLevel(Path tokenizerJson, List<String> words, int maxLength) {
    try {
      AtomicFiles.writeString(tokenizerJson, TokenizerJson.wordLevel(words));
    } catch (IOException e) {
      throw new CheckpointException("cannot write the tokenizer file " + tokenizerJson, e);
    }
    return load(tokenizerJson, maxLength);
  }

  private static ClipTokenizer open(Path file, String json, int maxLength, String padToken)
      throws IOException {
    JsonNode tree = new ObjectMapper().readTree(json);
    SpecialTokens special = SpecialTokens.of(file, tree.path("model").path("vocab"), padToken);
    try {
      return new ClipTokenizer(json, special, maxLength);
    } catch (RuntimeException e) {
      throw e instanceof IllegalArgumentException
          ? e
          : new CheckpointException("not a usable tokenizer: " + file, e);
    }
  }

  /** The ids of a prompt, always {@link #maxLength} long; text that does not fit is cut off. */
  public long[] encode(String prompt) {
    long[] text = tokens(prompt);
    int kept = Math.min(text.length, maxLength - 2);
    long[] ids = new long[maxLength];
    Arrays.fill(ids, special.pad());
    ids[0] = special.start();
    System.arraycopy(text, 0, ids, 1, kept);
    ids[kept + 1] = special.end();
    return ids;
  }

  /**
   * Tokens of a prompt with start and end, before cutting: above {@link #maxLength} some is lost.
   */
  public int tokenCount(String prompt) {
    return tokens(prompt).length + 2;
  }

  /** The ids of a text alone, however many: no start, no end, no padding. */
  public long[] tokens(String prompt) {
    return tokenizer.encode(prompt, false, false).getIds();
  }

  public int maxLength() {
    return maxLength;
  }

  /** The id of the start token. */
  public long startId() {
    return special.start();
  }

  /**
   * The id of the end token, what {@link ClipTextConfig#eosTokenId} must be for our vocabularies.
   */
  public long endId() {
    return special.end();
  }

  public long padId() {
    return special.pad();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
