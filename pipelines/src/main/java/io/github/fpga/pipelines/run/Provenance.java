package io.github.fpga.pipelines.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a picture came to be: enough to make it again.
 *
 * @param task {@code generate}, {@code restore}, {@code swap} or {@code invert}
 * @param request the request as JSON, its seed included; of a request for several pictures, the
 *     request for this one alone
 * @param models SHA-256 of every model file, by its name
 * @param version of this program
 * @param batch how many pictures went through the networks together; the same picture made alone
 *     may differ in the last bit where this is above 1
 */
public record Provenance(
    String task, JsonNode request, Map<String, String> models, String version, int batch) {

  /** PNG text key of the request. */
  public static final String REQUEST = "fpga.request";

  /** PNG text key of the models' checksums. */
  public static final String MODELS = "fpga.models";

  /** PNG text key of the program's version. */
  public static final String VERSION = "fpga.version";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Copies; the request becomes as if it had been read from text, so that equal ones are equal. */
  public Provenance {
    request = asRead(request);
    models = Collections.unmodifiableMap(new TreeMap<>(models));
  }

  /** Provenance of a picture made alone. */
  public static Provenance of(String task, JsonNode request, Map<String, String> models) {
    return new Provenance(task, request, models, Version.current(), 1);
  }

  /** The seed of the request. */
  public long seed() {
    return request.path("seed").asLong();
  }

  private static JsonNode asRead(JsonNode tree) {
    try {
      return JSON.readTree(JSON.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
  }

  /** The entries for a PNG's text; the same provenance gives the same text. */
  public Map<String, String> toText() {
    Map<String, String> text = new LinkedHashMap<>();
    try {
      var envelope = JSON.createObjectNode();
      envelope.put("task", task);
      if (batch > 1) {
        envelope.put("batch", batch);
      }
      envelope.set("request", request);
      text.put(REQUEST, JSON.writeValueAsString(envelope));
      text.put(VERSION, version);
      text.put(MODELS, JSON.writeValueAsString(models));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
    return text;
  }

  /**
   * Reads the entries of a PNG's text.
   *
   * @throws IllegalArgumentException where they are missing or damaged
   */
  public static Provenance parse(Map<String, String> text) {
    String request = text.get(REQUEST);
    if (request == null) {
      throw new IllegalArgumentException(
          "the picture has no text entry %s: it was not written by this program, or another program"
                  .formatted(REQUEST)
              + " dropped the entry");
    }
    try {
      JsonNode envelope = JSON.readTree(request);
      Map<String, String> models =
          JSON.readValue(text.getOrDefault(MODELS, "{}"), new TypeReference<>() {});
      if (!envelope.path("task").isTextual() || !envelope.path("request").isObject()) {
        throw new IllegalArgumentException(
            "the text entry %s lacks a task or a request".formatted(REQUEST));
      }
      return new Provenance(
          envelope.get("task").asText(),
          envelope.get("request"),
          models,
          text.getOrDefault(VERSION, "unknown"),
          envelope.path("batch").asInt(1));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the text entry %s or %s is damaged: %s"
              .formatted(REQUEST, MODELS, e.getOriginalMessage()),
          e);
    }
  }
}
