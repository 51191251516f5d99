package io.github.fpga.pipelines.sets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * An object of a set's file: what is not expected is refused by its place and name.
 *
 * @param place such as {@code components[2].licence}
 */
record Fields(JsonNode json, String place) {

  /** Checks that it is an object with no other entries than these. */
  Fields(JsonNode json, String place, Set<String> allowed) {
    this(json, place);
    if (!json.isObject()) {
      throw wrong("an object with " + new TreeSet<>(allowed) + " is expected");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                throw wrong("'%s' is unknown, known: %s".formatted(name, new TreeSet<>(allowed)));
              }
            });
  }

  boolean has(String name) {
    return json.has(name);
  }

  /** A text that must be there. */
  String text(String name) {
    if (!has(name)) {
      throw wrong("'%s' is missing".formatted(name));
    }
    return text(name, null);
  }

  /** A text; otherwise where it is absent. */
  String text(String name, String otherwise) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong("'%s' is a text, got %s".formatted(name, value));
    }
    return value.textValue().strip();
  }

  double number(String name, double otherwise) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isNumber()) {
      throw wrong("'%s' is a number, got %s".formatted(name, value));
    }
    return value.asDouble(otherwise);
  }

  /** A whole number that is not negative; -1 where absent. */
  long count(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return -1;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong("'%s' is a whole number, got %s".formatted(name, value));
    }
    return value.longValue();
  }

  boolean flag(String name) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong("'%s' is true or false, got %s".formatted(name, value));
    }
    return value.asBoolean(false);
  }

  Fields object(String name, Set<String> allowed) {
    return new Fields(json.path(name), inner(name), allowed);
  }

  /** The objects of a list, which may be absent. */
  List<Fields> objects(String name, Set<String> allowed) {
    JsonNode list = json.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      throw wrong("'%s' is a list, got %s".formatted(name, list));
    }
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      all.add(new Fields(list.get(i), "%s[%d]".formatted(inner(name), i), allowed));
    }
    return all;
  }

  /** Says where a value is that its record refuses. */
  <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (SetSyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String inner(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  SetSyntaxException wrong(String message) {
    return new SetSyntaxException(place.isEmpty() ? message : place + ": " + message);
  }
}
