package io.github.fpga.pipelines.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.stream.Collectors;

/**
 * Settings that people write by hand, as JSON: records by their component names, in their order.
 * Reading is strict: unknown, missing, null and repeated keys, numbers as text, fractions where
 * whole numbers belong and anything behind the end are refused, because a setting that is silently
 * ignored makes a figure mean something else.
 */
public final class StrictJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private StrictJson() {}

  /**
   * A record from its text.
   *
   * @param what it should be and where it stands, for errors, as in {@code a.json is no protocol}
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static <T> T parse(String text, String what, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("%s: %s%s".formatted(what, place(e), fault(e)), e);
    }
  }

  /** Our own words where a record refused its values, else the reader's. */
  private static String fault(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException
        ? e.getCause().getMessage()
        : e.getOriginalMessage();
  }

  /**
   * The keys that lead to the fault, as in {@code people.count: }; the reader's words omit them.
   */
  private static String place(JsonProcessingException e) {
    String path =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(at -> at.getFieldName() == null ? "" + at.getIndex() : at.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    return path.isEmpty() ? "" : path + ": ";
  }

  /** The text of a record, with keys in the order of the components, one a line. */
  public static String text(Object settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings that are no JSON: " + settings, e);
    }
  }
}
