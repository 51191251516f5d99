package io.github.fpga.pipelines.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Requests as JSON: records by their component names, in their order. */
public final class RequestJson {

  /** The name under which the reader of persons is injected. */
  public static final String PEOPLE = "people";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private RequestJson() {}

  /** A request as a tree; the same request gives the same tree. */
  public static JsonNode of(Object request) {
    return JSON.valueToTree(request);
  }

  /**
   * A request from its tree.
   *
   * @param people what reads persons again, injected where the request names them
   * @throws IllegalArgumentException where the tree is no such request, or a file it names is
   *     missing or has changed
   */
  public static <T> T read(JsonNode tree, Class<T> type, Object people) {
    try {
      return JSON.reader(new InjectableValues.Std().addValue(PEOPLE, people))
          .forType(type)
          .readValue(tree);
    } catch (JsonProcessingException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof IllegalArgumentException known) {
          throw known;
        }
      }
      throw new IllegalArgumentException(
          "this is no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException("this is no " + type.getSimpleName(), e);
    }
  }
}
