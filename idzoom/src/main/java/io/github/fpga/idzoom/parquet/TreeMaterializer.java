package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.idzoom.record.FieldType.Struct;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Makes trees of values of what Parquet reads. */
final class TreeMaterializer extends RecordMaterializer<JsonNode> {

  private final StructConverter root;
  private JsonNode current;

  /**
   * @param projection of the file's schema, with the fields of {@code schema} in their order
   */
  TreeMaterializer(Struct schema, MessageType projection) {
    root = new StructConverter(schema, projection, tree -> current = tree);
  }

  @Override
  public JsonNode getCurrentRecord() {
    return current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }
}
