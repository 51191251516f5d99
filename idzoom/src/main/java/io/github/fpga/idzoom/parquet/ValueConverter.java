package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.fpga.idzoom.record.FieldType.Value;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** A single value as a node. */
final class ValueConverter extends PrimitiveConverter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean text;
  private final Consumer<JsonNode> parent;

  /**
   * @param type null for plain bytes
   */
  ValueConverter(Value type, Consumer<JsonNode> parent) {
    text = type == Value.STRING;
    this.parent = parent;
  }

  @Override
  public void addBinary(Binary value) {
    parent.accept(
        text ? NODES.textNode(value.toStringUsingUTF8()) : NODES.binaryNode(value.getBytes()));
  }

  @Override
  public void addInt(int value) {
    parent.accept(NODES.numberNode(value));
  }

  @Override
  public void addLong(long value) {
    parent.accept(NODES.numberNode(value));
  }

  @Override
  public void addFloat(float value) {
    parent.accept(NODES.numberNode(value));
  }

  @Override
  public void addDouble(double value) {
    parent.accept(NODES.numberNode(value));
  }
}
