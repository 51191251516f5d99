package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.idzoom.record.Field;
import io.github.fpga.idzoom.record.FieldType;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.FieldType.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands trees of values to Parquet, and the number of records to the footer. */
final class TreeWriteSupport extends WriteSupport<JsonNode> {

  private final Struct schema;
  private final Map<String, String> metadata;
  private RecordConsumer consumer;
  private long records;

  TreeWriteSupport(Struct schema, Map<String, String> metadata) {
    this.schema = schema;
    this.metadata = metadata;
  }

  /** Never called for a configuration without Hadoop, but abstract. */
  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    return init();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return init();
  }

  private WriteContext init() {
    return new WriteContext(ParquetSchemas.message(schema), metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(JsonNode record) {
    consumer.startMessage();
    fields(schema.fields(), record);
    consumer.endMessage();
    records++;
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(Map.of(Footer.RECORDS, Long.toString(records)));
  }

  private void fields(List<Field> fields, JsonNode struct) {
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      JsonNode value = struct.get(field.name());
      if (value != null && !value.isNull()) {
        field(field.name(), i, field.type(), value);
      }
    }
  }

  private void field(String name, int index, FieldType type, JsonNode value) {
    consumer.startField(name, index);
    if (type instanceof Value primitive) {
      primitive(primitive, value);
    } else {
      consumer.startGroup();
      if (type instanceof Struct struct) {
        fields(struct.fields(), value);
      } else if (type instanceof ListOf list) {
        elements(list.element(), value);
      } else {
        image(value);
      }
      consumer.endGroup();
    }
    consumer.endField(name, index);
  }

  private void elements(FieldType type, JsonNode list) {
    if (list.isEmpty()) {
      return;
    }
    consumer.startField(ParquetSchemas.LIST, 0);
    for (JsonNode element : list) {
      consumer.startGroup();
      field(ParquetSchemas.ELEMENT, 0, type, element);
      consumer.endGroup();
    }
    consumer.endField(ParquetSchemas.LIST, 0);
  }

  private void image(JsonNode image) {
    try {
      consumer.startField(ParquetSchemas.BYTES, 0);
      consumer.addBinary(Binary.fromConstantByteArray(image.get("bytes").binaryValue()));
      consumer.endField(ParquetSchemas.BYTES, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("a node of bytes is never decoded", e);
    }
    JsonNode path = image.get("path");
    if (path != null) {
      field(ParquetSchemas.PATH, 1, Value.STRING, path);
    }
  }

  private void primitive(Value type, JsonNode value) {
    switch (type) {
      case STRING -> consumer.addBinary(Binary.fromString(value.textValue()));
      case INT32 -> consumer.addInteger(value.intValue());
      case INT64 -> consumer.addLong(value.longValue());
      case FLOAT32 -> consumer.addFloat(value.floatValue());
      case FLOAT64 -> consumer.addDouble(value.doubleValue());
    }
  }
}
