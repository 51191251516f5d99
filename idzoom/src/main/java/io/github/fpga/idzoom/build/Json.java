package io.github.fpga.idzoom.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** The records of a build as JSON, and back. */
public final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** On one line. */
  public static String line(Object value) {
    return text(MAPPER, value);
  }

  /** For people. */
  public static String pretty(Object value) {
    return text(MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT), value) + "\n";
  }

  private static String text(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of values are always JSON", e);
    }
  }

  /**
   * @param what the text is, for messages
   * @throws IllegalArgumentException if it is not JSON or has other fields
   */
  public static <T> T read(String text, Class<T> type, String what) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("%s cannot be used: %s".formatted(what, reason(e)), e);
    }
  }

  /** What is wrong, without the library's references to its own classes. */
  static String reason(JsonProcessingException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
  }
}
