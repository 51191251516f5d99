package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.idzoom.record.Field;
import io.github.fpga.idzoom.record.FieldType;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.FieldType.Value;

/**
 * The schema as Hugging Face {@code datasets} writes it: JSON in a file's footer, a shorter form in
 * the card. Lists are written {@code [element]} in JSON and {@code list:} in the card, the forms
 * that the library's versions before and after 4 both read as lists of structs.
 */
final class HuggingFace {

  static final String METADATA_KEY = "huggingface";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HuggingFace() {}

  /** The footer's entry. */
  static String metadata(Struct schema) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("info").set("features", json(schema));
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
  }

  private static JsonNode json(FieldType type) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (type instanceof Value value) {
      return nodes.objectNode().put("dtype", value.word()).put("_type", "Value");
    } else if (type instanceof ListOf list) {
      return nodes.arrayNode().add(json(list.element()));
    } else if (type instanceof Struct struct) {
      ObjectNode fields = nodes.objectNode();
      struct.fields().forEach(field -> fields.set(field.name(), json(field.type())));
      return fields;
    }
    return nodes.objectNode().put("_type", "Image");
  }

  /** The {@code features} of a card's {@code dataset_info}. */
  static ArrayNode features(Struct schema) {
    ArrayNode features = JsonNodeFactory.instance.arrayNode();
    for (Field field : schema.fields()) {
      // The reader takes the first key after the name for the kind.
      describe(features.addObject().put("name", field.name()), field.type());
    }
    return features;
  }

  private static void describe(ObjectNode node, FieldType type) {
    if (type instanceof Struct struct) {
      node.set("struct", features(struct));
    } else if (type instanceof ListOf list && list.element() instanceof Struct struct) {
      node.set("list", features(struct));
    } else if (type instanceof ListOf list) {
      node.put("list", list.element().word());
    } else {
      node.put("dtype", type.word());
    }
  }
}
