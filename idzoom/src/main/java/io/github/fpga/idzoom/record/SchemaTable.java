package io.github.fpga.idzoom.record;

import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;

/** The schema as a Markdown table, for the documentation and the cards of datasets. */
public final class SchemaTable {

  private SchemaTable() {}

  /**
   * One line per field of the newest version; elements of lists are written {@code faces[].box}.
   */
  public static String markdown() {
    StringBuilder table =
        new StringBuilder(
            "| field | type | unit | meaning | source | since |\n|---|---|---|---|---|---|\n");
    lines(table, "", RecordSchema.at(RecordSchema.VERSION));
    return table.toString();
  }

  private static void lines(StringBuilder table, String prefix, Struct struct) {
    for (Field field : struct.fields()) {
      String name = prefix + field.name();
      table.append(
          "| `%s` | `%s` | %s | %s | %s | %d |\n"
              .formatted(
                  name,
                  field.type().word(),
                  field.unit(),
                  field.meaning(),
                  field.source(),
                  field.since()));
      if (field.type() instanceof Struct inner) {
        lines(table, name + ".", inner);
      } else if (field.type() instanceof ListOf list && list.element() instanceof Struct inner) {
        lines(table, name + "[].", inner);
      }
    }
  }
}
