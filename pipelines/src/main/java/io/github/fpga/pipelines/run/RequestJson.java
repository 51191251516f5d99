package io.github.fpga.pipelines.run;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;

/**
 * Requests as JSON: records by their component names, in their order. A request written before a
 * component existed reads as what it meant then.
 */
public final class RequestJson {

  /** The name under which the reader of persons is injected, and of persons in requests. */
  public static final String PEOPLE = "people";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /** Components that requests were given later, by the records that have them. */
  private static final Map<String, JsonNode> LATER =
      Map.ofEntries(
          Map.entry("/binding/landmarks", DoubleNode.valueOf(0)),
          Map.entry("/binding/alphaShift", DoubleNode.valueOf(0)),
          Map.entry("/binding/globalFeatures", BooleanNode.TRUE),
          Map.entry("/sampling/distilled", BooleanNode.FALSE),
          Map.entry("/restore/distilled", BooleanNode.FALSE),
          Map.entry("/options/distilled", BooleanNode.FALSE),
          Map.entry("/restore/tries", IntNode.valueOf(1)),
          Map.entry("/options/tries", IntNode.valueOf(1)),
          Map.entry("/restore/recognised", DoubleNode.valueOf(-1)),
          Map.entry("/options/recognised", DoubleNode.valueOf(-1)));

  /** Components that were one with another before: the later one, and the other. */
  private static final Map<String, String> SPLIT =
      Map.of(
          "/restore/identityScale", "guidanceScale",
          "/options/identityScale", "guidanceScale");

  /** Components that requests once had: the records that have them, and their names. */
  private static final Map<String, String> GONE =
      Map.of("/restore", "cropSize", "/options", "cropSize");

  /** The request that a repainting contains. */
  private static final String WITHIN = "portrait";

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
          .readValue(completed(tree));
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

  private static JsonNode completed(JsonNode tree) {
    JsonNode whole = tree.deepCopy();
    complete(whole);
    complete(whole.path(WITHIN));
    return whole;
  }

  private static void complete(JsonNode request) {
    for (JsonNode person : request.path(PEOPLE)) {
      ((ObjectNode) person).putIfAbsent("lora", NullNode.instance);
    }
    GONE.forEach(
        (place, name) -> {
          if (request.at(place) instanceof ObjectNode record) {
            record.remove(name);
          }
        });
    LATER.forEach((place, value) -> complete(request, place, record -> value));
    SPLIT.forEach((place, other) -> complete(request, place, record -> record.get(other)));
  }

  private static void complete(
      JsonNode request, String place, Function<ObjectNode, JsonNode> value) {
    JsonPointer pointer = JsonPointer.compile(place);
    if (request.at(pointer.head()) instanceof ObjectNode record) {
      record.putIfAbsent(pointer.last().getMatchingProperty(), value.apply(record));
    }
  }
}
