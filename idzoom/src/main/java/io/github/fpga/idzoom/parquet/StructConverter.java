package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.idzoom.record.FieldType;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.FieldType.Value;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** A group of named fields as an object; also a picture's bytes and path. */
final class StructConverter extends GroupConverter {

  private final Converter[] fields;
  private final Consumer<JsonNode> parent;
  private ObjectNode current;

  StructConverter(Struct struct, GroupType type, Consumer<JsonNode> parent) {
    this.parent = parent;
    fields = new Converter[struct.fields().size()];
    for (int i = 0; i < fields.length; i++) {
      String name = struct.fields().get(i).name();
      fields[i] = of(struct.fields().get(i).type(), type.getType(name), put(name));
    }
  }

  private StructConverter(Consumer<JsonNode> parent) {
    this.parent = parent;
    fields =
        new Converter[] {
          new ValueConverter(null, put(ParquetSchemas.BYTES)),
          new ValueConverter(Value.STRING, put(ParquetSchemas.PATH))
        };
  }

  /** The converter of a field's type. */
  static Converter of(FieldType type, Type file, Consumer<JsonNode> parent) {
    if (type instanceof Value value) {
      return new ValueConverter(value, parent);
    } else if (type instanceof Struct struct) {
      return new StructConverter(struct, file.asGroupType(), parent);
    } else if (type instanceof ListOf list) {
      return new ListConverter(list, file.asGroupType(), parent);
    }
    return new StructConverter(parent);
  }

  private Consumer<JsonNode> put(String name) {
    return value -> current.set(name, value);
  }

  @Override
  public Converter getConverter(int index) {
    return fields[index];
  }

  @Override
  public void start() {
    current = JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void end() {
    parent.accept(current);
  }
}
