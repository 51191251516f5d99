package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.fpga.idzoom.record.RecordSchema;
import io.github.fpga.idzoom.record.SchemaTable;
import io.github.fpga.idzoom.record.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The README.md of a dataset: YAML that Hugging Face {@code datasets} and its viewer read, and the
 * schema for people.
 *
 * @param name one line, not blank
 * @param licence of the whole, an SPDX identifier in lower case or {@code other}
 * @param description Markdown
 * @param splits their contents; empty ones are left out
 */
public record DatasetCard(
    String name, String licence, String description, Map<Split, Contents> splits) {

  /**
   * A split's size.
   *
   * @param bytes of its files
   */
  public record Contents(long records, long bytes) {}

  public DatasetCard {
    if (name.isBlank() || name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "a dataset's name is one line, got \"%s\"".formatted(name));
    }
    splits = Map.copyOf(splits);
  }

  /**
   * Where a shard of a split belongs within the dataset's folder, such as {@code
   * data/train-00000-of-00002.parquet}.
   */
  public static String shard(Split split, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("there is no shard %d of %d".formatted(index, count));
    }
    return String.format(Locale.ROOT, "data/%s-%05d-of-%05d.parquet", split.word(), index, count);
  }

  /** The whole file. */
  public String markdown() {
    return "---\n%s---\n\n# %s\n\n%s\n\n## Schema, version %d\n\n%s"
        .formatted(yaml(), name, description.strip(), RecordSchema.VERSION, SchemaTable.markdown());
  }

  private String yaml() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("pretty_name", name).put("license", licence);
    ObjectNode info = root.putObject("dataset_info");
    info.set("features", HuggingFace.features(RecordSchema.at(RecordSchema.VERSION)));
    long bytes = 0;
    var splitNodes = info.putArray("splits");
    var files = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<Split, Contents> entry : ordered()) {
      String word = entry.getKey().word();
      Contents contents = entry.getValue();
      bytes += contents.bytes();
      splitNodes
          .addObject()
          .put("name", word)
          .put("num_bytes", contents.bytes())
          .put("num_examples", contents.records());
      files.addObject().put("split", word).put("path", "data/" + word + "-*");
    }
    info.put("download_size", bytes).put("dataset_size", bytes);
    root.putArray("configs").addObject().put("config_name", "default").set("data_files", files);
    try {
      return mapper().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always YAML", e);
    }
  }

  private List<Map.Entry<Split, Contents>> ordered() {
    EnumMap<Split, Contents> all = new EnumMap<>(Split.class);
    all.putAll(splits);
    return all.entrySet().stream().filter(entry -> entry.getValue().records() > 0).toList();
  }

  private static YAMLMapper mapper() {
    return new YAMLMapper(
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
  }
}
