package io.github.fpga.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Reads public models' config.json: what a network cannot do is refused, not passed over. */
public final class JsonConfig {

  private JsonConfig() {}

  /**
   * Checks that a config asks for nothing else than the network does by construction.
   *
   * @param supported by name the values that may stand there, as text; an absent or null entry may
   *     always, so an empty set means that there may be nothing. In a list, each entry counts
   * @throws IllegalArgumentException naming network, entry and value
   */
  public static void requireSupported(
      String network, JsonNode json, Map<String, Set<String>> supported) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("the config of %s is no object".formatted(network));
    }
    supported.forEach(
        (name, values) -> {
          JsonNode value = json.path(name);
          boolean fits = value.isMissingNode() || value.isNull() || values.contains(value.asText());
          if (value.isArray()) {
            fits = true;
            for (JsonNode entry : value) {
              fits &= values.contains(entry.asText());
            }
          }
          if (!fits) {
            throw new IllegalArgumentException(
                "%s = %s is not supported by %s (supported: %s)"
                    .formatted(name, value, network, values.isEmpty() ? "none" : values));
          }
        });
  }

  /**
   * A whole number.
   *
   * @param otherwise where the entry is absent or null
   */
  public static int integer(JsonNode json, String name, int otherwise) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt()) {
      throw new IllegalArgumentException("%s = %s is no whole number".formatted(name, value));
    }
    return value.intValue();
  }

  /** Any number; otherwise as in {@link #integer}. */
  public static double number(JsonNode json, String name, double otherwise) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s = %s is no number".formatted(name, value));
    }
    return value.doubleValue();
  }
}
