package io.github.fpga.models.clip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the file format of Hugging Face tokenizers. */
final class TokenizerJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How CLIP splits a text before merging: contractions, words, single digits, other runs. */
  private static final String CLIP_PATTERN =
      "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
          + "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

  private TokenizerJson() {}

  /** CLIP's tokenizer from its two classic files, as transformers converts them. */
  static String bpe(String vocabJson, String mergesTxt) throws JsonProcessingException {
    JsonNode vocab = JSON.readTree(vocabJson);
    ArrayNode merges = JSON.createArrayNode();
    mergesTxt
        .lines()
        .filter(line -> !line.startsWith("#version") && !line.isBlank())
        .forEach(merges::add);
    ObjectNode model = JSON.createObjectNode();
    model.put("type", "BPE").put("unk_token", SpecialTokens.END);
    model.put("end_of_word_suffix", "</w>").put("continuing_subword_prefix", "");
    model.put("fuse_unk", false).put("byte_fallback", false);
    model.set("vocab", vocab);
    model.set("merges", merges);
    String normalizer =
        """
        {"type": "Sequence", "normalizers": [
          {"type": "NFC"},
          {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "},
          {"type": "Lowercase"}]}""";
    ObjectNode split = JSON.createObjectNode();
    split.put("type", "Split").put("behavior", "Removed").put("invert", true);
    split.putObject("pattern").put("Regex", CLIP_PATTERN);
    ObjectNode bytes = JSON.createObjectNode();
    bytes.put("type", "ByteLevel").put("add_prefix_space", false).put("trim_offsets", true);
    ObjectNode splitter = JSON.createObjectNode().put("type", "Sequence");
    splitter.putArray("pretokenizers").add(split).add(bytes);
    List<String> special = List.of(SpecialTokens.START, SpecialTokens.END);
    return file(model, special, JSON.readTree(normalizer), splitter);
  }

  /** A closed vocabulary of whole words. */
  static String wordLevel(List<String> words) throws JsonProcessingException {
    // The end token must not have id 2: the text encoder reads that as transformers' legacy rule.
    List<String> special =
        List.of(SpecialTokens.PAD, SpecialTokens.START, SpecialTokens.UNKNOWN, SpecialTokens.END);
    ObjectNode model = JSON.createObjectNode();
    model.put("type", "WordLevel").put("unk_token", SpecialTokens.UNKNOWN);
    ObjectNode vocab = model.putObject("vocab");
    special.forEach(token -> vocab.put(token, vocab.size()));
    for (String word : words) {
      requireSingleToken(word);
      if (vocab.has(word)) {
        throw new IllegalArgumentException("the word is there twice: " + word);
      }
      vocab.put(word, vocab.size());
    }
    String normalizer =
        """
        {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]}""";
    JsonNode preTokenizer = JSON.readTree("{\"type\": \"BertPreTokenizer\"}");
    return file(model, special, JSON.readTree(normalizer), preTokenizer);
  }

  private static void requireSingleToken(String word) {
    boolean single = word.matches("[\\p{L}\\p{N}]+|\\p{Punct}");
    if (!single || !word.equals(word.toLowerCase(java.util.Locale.ROOT))) {
      throw new IllegalArgumentException(
          "a word must be lower-case letters and digits, or one punctuation mark, got " + word);
    }
  }

  private static String file(
      ObjectNode model, List<String> special, JsonNode normalizer, JsonNode preTokenizer)
      throws JsonProcessingException {
    ObjectNode file = JSON.createObjectNode();
    file.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = file.putArray("added_tokens");
    for (String token : special) {
      if (model.get("vocab").has(token)) {
        ObjectNode entry = added.addObject();
        entry.put("id", model.get("vocab").get(token).asInt()).put("content", token);
        entry.put("single_word", false).put("lstrip", false).put("rstrip", false);
        entry.put("normalized", false).put("special", true);
      }
    }
    file.set("normalizer", normalizer);
    file.set("pre_tokenizer", preTokenizer);
    file.putNull("post_processor").putNull("decoder");
    file.set("model", model);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file);
  }
}
