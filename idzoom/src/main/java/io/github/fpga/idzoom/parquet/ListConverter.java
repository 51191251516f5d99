package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** A list of three levels as an array; an element that is null becomes a null node. */
final class ListConverter extends GroupConverter {

  private final Repeated repeated;
  private final Consumer<JsonNode> parent;
  private ArrayNode current;

  ListConverter(ListOf list, GroupType type, Consumer<JsonNode> parent) {
    this.parent = parent;
    Type element = type.getType(0).asGroupType().getType(0);
    repeated = new Repeated(list, element);
  }

  @Override
  public Converter getConverter(int index) {
    return repeated;
  }

  @Override
  public void start() {
    current = JsonNodeFactory.instance.arrayNode();
  }

  @Override
  public void end() {
    parent.accept(current);
  }

  /** The middle level, once for every element. */
  private final class Repeated extends GroupConverter {
    private final Converter element;
    private JsonNode value;

    Repeated(ListOf list, Type type) {
      element = StructConverter.of(list.element(), type, read -> value = read);
    }

    @Override
    public Converter getConverter(int index) {
      return element;
    }

    @Override
    public void start() {
      value = JsonNodeFactory.instance.nullNode();
    }

    @Override
    public void end() {
      current.add(value);
    }
  }
}
