package io.github.fpga.idzoom.record;

import java.util.List;
import java.util.Locale;

/** The type of a field of {@link RecordSchema}. */
public sealed interface FieldType {

  /** As Hugging Face {@code datasets} calls it, such as {@code list<float32>}. */
  String word();

  /** A single value. */
  enum Value implements FieldType {
    STRING,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64;

    @Override
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A picture file: its bytes and its name. */
  record Image() implements FieldType {
    @Override
    public String word() {
      return "image";
    }
  }

  /** Named fields, in this order. */
  record Struct(List<Field> fields) implements FieldType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String word() {
      return "struct";
    }
  }

  /** Any number of elements. */
  record ListOf(FieldType element) implements FieldType {
    @Override
    public String word() {
      return "list<" + element.word() + ">";
    }
  }
}
