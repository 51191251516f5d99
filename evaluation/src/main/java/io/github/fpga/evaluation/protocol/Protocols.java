package io.github.fpga.evaluation.protocol;

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
import io.github.fpga.tensor.Checksums;
import io.github.fpga.tensor.ResourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Protocol files. Reading is strict: unknown, missing, null and repeated keys, numbers as text,
 * fractions where whole numbers belong and anything behind the end are refused, because a setting
 * that is silently ignored makes a figure mean something else.
 */
public final class Protocols {

  /** The suites that have a protocol here. */
  public static final List<String> SUITES =
      List.of("comparison", "restoration", "swap", "ablation");

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

  private Protocols() {}

  /**
   * The bundled protocol of a suite.
   *
   * @throws IllegalArgumentException for another suite
   */
  public static Protocol of(String suite) {
    return read(file(suite));
  }

  /** The SHA-256 of a suite's bundled file: equal where the protocols are. */
  public static String checksum(String suite) {
    return Checksums.sha256(file(suite));
  }

  private static Path file(String suite) {
    if (!SUITES.contains(suite)) {
      throw new IllegalArgumentException(
          "unknown suite '%s', known: %s".formatted(suite, String.join(", ", SUITES)));
    }
    return ResourceFiles.of(Protocols.class, suite + ".json");
  }

  /**
   * A protocol from its file.
   *
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static Protocol read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * A protocol from its text.
   *
   * @param name of the text, for errors
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static Protocol parse(String text, String name) {
    try {
      return JSON.readValue(text, Protocol.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is no protocol: %s%s".formatted(name, place(e), fault(e)), e);
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

  /** The text of a protocol, with keys in the order of the components. */
  public static String text(Protocol protocol) {
    try {
      return JSON.writeValueAsString(protocol);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a protocol that is no JSON: " + protocol, e);
    }
  }
}
