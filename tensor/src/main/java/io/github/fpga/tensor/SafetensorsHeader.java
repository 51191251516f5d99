package io.github.fpga.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked table of contents of a safetensors file: every tensor lies inside the data, none
 * overlaps another, no byte belongs to nobody.
 *
 * @param entries the tensors by key, in the order of the header
 * @param metadata free text by name
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {

  /**
   * Public checkpoints have a few thousand tensors; a header of millions is an attack on memory.
   */
  static final int MAX_TENSORS = 200_000;

  /** libtorch's own limit. */
  private static final int MAX_DIMENSIONS = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** One tensor; begin and end are offsets into the data behind the header. */
  record Entry(StoredType type, long[] shape, long begin, long end) {}

  /**
   * Reads and checks a header.
   *
   * @param file named in errors
   * @param json the header's bytes
   * @param dataBytes how many bytes follow the header
   * @throws CheckpointException naming the file, the tensor and the fault
   */
  static SafetensorsHeader parse(Object file, byte[] json, long dataBytes) {
    if (json.length == 0 || json[0] != '{') {
      throw fault(file, "the header is not a JSON object");
    }
    Reading reading = new Reading(file);
    // A strict decoder: broken UTF-8 is a fault, not a replacement character in a key.
    try (JsonParser parser =
        JSON.createParser(
            new InputStreamReader(
                new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder()))) {
      reading.object(parser);
    } catch (JsonProcessingException e) {
      throw fault(file, "the header is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw fault(file, "the header is not valid UTF-8", e);
    }
    requireCover(file, reading.entries, dataBytes);
    return new SafetensorsHeader(
        Collections.unmodifiableMap(reading.entries),
        Collections.unmodifiableMap(reading.metadata));
  }

  /**
   * Checks that the tensors, in the order of their offsets, fill the data without gap or overlap.
   */
  private static void requireCover(Object file, Map<String, Entry> entries, long dataBytes) {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long position = 0;
    for (Map.Entry<String, Entry> named : sorted) {
      Entry entry = named.getValue();
      if (entry.end() > dataBytes) {
        throw fault(
            file,
            named.getKey(),
            "ends at byte %d of %d: the file is cut off or its header wrong"
                .formatted(entry.end(), dataBytes));
      }
      if (entry.begin() < position) {
        throw fault(file, named.getKey(), "overlaps another tensor at byte " + entry.begin());
      }
      if (entry.begin() > position) {
        throw fault(
            file,
            named.getKey(),
            "begins at byte %d, but the data before it ends at %d (a hole)"
                .formatted(entry.begin(), position));
      }
      position = entry.end();
    }
    if (position != dataBytes) {
      throw fault(
          file,
          "the tensors end at byte %d, but %d bytes of data follow the header"
              .formatted(position, dataBytes));
    }
  }

  static CheckpointException fault(Object file, String what) {
    return fault(file, what, (Throwable) null);
  }

  static CheckpointException fault(Object file, String key, String what) {
    return fault(file, "tensor \"%s\" %s".formatted(key, what));
  }

  private static CheckpointException fault(Object file, String what, Throwable cause) {
    return new CheckpointException(
        "%s is not a usable safetensors file: %s. Fetch or write the file again."
            .formatted(file, what),
        cause);
  }

  /** The state of one pass over the header. */
  private static final class Reading {
    final Object file;
    final Map<String, Entry> entries = new LinkedHashMap<>();
    final Map<String, String> metadata = new LinkedHashMap<>();

    Reading(Object file) {
      this.file = file;
    }

    void object(JsonParser parser) throws IOException {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw fault(file, key, "is not described by an object");
        }
        if (key.equals("__metadata__")) {
          metadata(parser);
        } else {
          entries.put(key, entry(parser, key));
        }
        if (entries.size() > MAX_TENSORS) {
          throw fault(file, "more than %d tensors".formatted(MAX_TENSORS));
        }
      }
      if (parser.nextToken() != null) {
        throw fault(file, "the header goes on behind its closing brace");
      }
    }

    private void metadata(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          throw fault(file, "the metadata \"%s\" is not text".formatted(name));
        }
        metadata.put(name, parser.getText());
      }
    }

    private Entry entry(JsonParser parser, String key) throws IOException {
      StoredType type = null;
      long[] shape = null;
      long[] offsets = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "dtype" -> type = type(parser, key, value);
          case "shape" -> shape = numbers(parser, key, name, value);
          case "data_offsets" -> offsets = numbers(parser, key, name, value);
          default -> throw fault(file, key, "has an unknown field \"%s\"".formatted(name));
        }
      }
      if (type == null || shape == null || offsets == null) {
        throw fault(file, key, "lacks dtype, shape or data_offsets");
      }
      if (offsets.length != 2 || offsets[1] < offsets[0]) {
        throw fault(file, key, "has bad data_offsets " + Arrays.toString(offsets));
      }
      long bytes;
      try {
        // The strides must not overflow either, and those of an empty tensor count its zeros as
        // ones.
        long[] sizes = Arrays.stream(shape).map(size -> Math.max(1, size)).toArray();
        Math.multiplyExact(Shapes.elements(sizes), (long) type.bytes);
        bytes = Shapes.elements(shape) * type.bytes;
      } catch (ArithmeticException e) {
        throw fault(file, key, "has an impossible shape " + Arrays.toString(shape));
      }
      if (bytes != offsets[1] - offsets[0]) {
        throw fault(
            file,
            key,
            "of type %s and shape %s needs %d bytes, the file gives it %d"
                .formatted(type, Arrays.toString(shape), bytes, offsets[1] - offsets[0]));
      }
      return new Entry(type, shape, offsets[0], offsets[1]);
    }

    private StoredType type(JsonParser parser, String key, JsonToken value) throws IOException {
      String name = value == JsonToken.VALUE_STRING ? parser.getText() : parser.currentToken() + "";
      StoredType type = StoredType.named(name);
      if (type == null) {
        throw new CheckpointException(
            "%s: tensor \"%s\" has the unknown type %s. Convert the file to one of %s."
                .formatted(file, key, name, StoredType.names()));
      }
      return type;
    }

    private long[] numbers(JsonParser parser, String key, String name, JsonToken value)
        throws IOException {
      if (value != JsonToken.START_ARRAY) {
        throw fault(file, key, "has a %s that is not a list".formatted(name));
      }
      long[] numbers = new long[MAX_DIMENSIONS];
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        boolean whole =
            parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!whole || parser.getLongValue() < 0 || count == MAX_DIMENSIONS) {
          throw fault(file, key, "has a %s that is no list of sizes".formatted(name));
        }
        numbers[count++] = parser.getLongValue();
      }
      return Arrays.copyOf(numbers, count);
    }
  }
}
