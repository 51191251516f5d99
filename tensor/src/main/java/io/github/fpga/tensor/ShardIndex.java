package io.github.fpga.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a checkpoint that is spread over several files, by its {@code *.index.json}: {@code
 * {"weight_map": {"key": "file"}}}, the files beside the index and of any format.
 */
final class ShardIndex {

  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_FILES = 10_000;

  private ShardIndex() {}

  static boolean starts(ByteBuffer start) {
    return start.limit() > 0 && start.get(0) == '{';
  }

  /**
   * The tensors of all files together.
   *
   * @throws CheckpointException where the index or a file is broken, a file lacks what the index
   *     promises, or two files hold the same key
   */
  static Contents read(MappedFile index) {
    JsonNode map = parse(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw fault(index, "it has no \"weight_map\"");
    }
    Map<String, Contents> files = new LinkedHashMap<>();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    map.properties()
        .forEach(
            entry -> {
              String name = entry.getValue().asText();
              Contents file = files.get(name);
              if (file == null) {
                file = shard(index, name);
                files.put(name, file);
                file.tensors().forEach((key, t) -> put(index, tensors, key, t));
                metadata.putAll(file.metadata());
              }
              if (files.size() > MAX_FILES) {
                throw fault(index, "more than %d files".formatted(MAX_FILES));
              }
              if (!file.tensors().containsKey(entry.getKey())) {
                throw fault(index, "%s does not hold \"%s\"".formatted(name, entry.getKey()));
              }
            });
    return new Contents(tensors, metadata);
  }

  private static void put(
      MappedFile index, Map<String, StoredTensor> tensors, String key, StoredTensor tensor) {
    StoredTensor other = tensors.put(key, tensor);
    if (other != null) {
      throw fault(index, "\"%s\" lies in %s and in %s".formatted(key, other.file(), tensor.file()));
    }
  }

  private static JsonNode parse(MappedFile index) {
    if (index.size() > MAX_BYTES) {
      throw fault(index, "it has %d bytes, too many for an index".formatted(index.size()));
    }
    try {
      String text = StandardCharsets.UTF_8.decode(index.buffer(0, MAX_BYTES)).toString();
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw fault(index, "it is not valid JSON: " + e.getOriginalMessage());
    }
  }

  /** An index may name files beside it and nothing else. */
  private static Contents shard(MappedFile index, String name) {
    if (name.isBlank() || name.matches(".*[/\\\\:\\x00].*") || name.startsWith("..")) {
      throw fault(index, "\"%s\" is not the name of a file beside it".formatted(name));
    }
    Path folder = index.path().toAbsolutePath().getParent();
    return CheckpointFormats.readSingle(MappedFile.open(folder.resolve(name)));
  }

  private static CheckpointException fault(MappedFile index, String what) {
    return new CheckpointException(
        "%s is not a usable index of a checkpoint: %s. Fetch the index and its files again."
            .formatted(index, what));
  }
}
