package io.github.fpga.idzoom.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Values in and out of trees; errors are IllegalArgumentExceptions that name the field. */
final class Nodes {

  private Nodes() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The field's value; absent and null are the same. */
  static Optional<JsonNode> find(JsonNode parent, String name) {
    JsonNode node = parent.get(name);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  static JsonNode get(JsonNode parent, String name) {
    return find(parent, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  static String text(JsonNode parent, String name) {
    JsonNode node = get(parent, name);
    if (!node.isTextual()) {
      throw wrong(name, "a text", node);
    }
    return node.textValue();
  }

  static double number(JsonNode parent, String name) {
    JsonNode node = get(parent, name);
    if (!node.isNumber()) {
      throw wrong(name, "a number", node);
    }
    return node.doubleValue();
  }

  static long integer(JsonNode parent, String name) {
    JsonNode node = get(parent, name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(name, "a whole number", node);
    }
    return node.longValue();
  }

  static int int32(JsonNode parent, String name) {
    long value = integer(parent, name);
    if (value != (int) value) {
      throw wrong(name, "a number of 32 bits", parent.get(name));
    }
    return (int) value;
  }

  /** One of an enum's constants by its lower-case name. */
  static <E extends Enum<E>> E word(JsonNode parent, String name, Class<E> type) {
    String text = text(parent, name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("%s: \"%s\" is not known".formatted(name, text));
  }

  static <T> List<T> list(JsonNode parent, String name, Function<JsonNode, T> element) {
    JsonNode node = get(parent, name);
    if (!node.isArray()) {
      throw wrong(name, "a list", node);
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      try {
        values.add(element.apply(node.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s[%d]: %s".formatted(name, i, e.getMessage()), e);
      }
    }
    return values;
  }

  static Point point(JsonNode node) {
    return new Point(number(node, "x"), number(node, "y"));
  }

  static ArrayNode points(List<Point> points) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    points.forEach(p -> array.addObject().put("x", p.x()).put("y", p.y()));
    return array;
  }

  static EncodedImage image(JsonNode node) {
    try {
      byte[] bytes = get(node, "bytes").binaryValue();
      if (bytes == null) {
        throw wrong("bytes", "the bytes of a picture", get(node, "bytes"));
      }
      return new EncodedImage(bytes, find(node, "path").isPresent() ? text(node, "path") : "");
    } catch (IOException e) {
      throw new IllegalArgumentException("bytes: not Base64", e);
    }
  }

  static ObjectNode image(EncodedImage image) {
    ObjectNode node = object().put("bytes", image.bytes());
    return image.path().isEmpty() ? node : node.put("path", image.path());
  }

  static IllegalArgumentException wrong(String name, String expected, JsonNode got) {
    return new IllegalArgumentException(
        "%s: %s expected, got %s".formatted(name, expected, got.getNodeType()));
  }
}
