package io.github.fpga.idzoom.record;

/**
 * A field of {@link RecordSchema}.
 *
 * @param unit of its numbers, or - where it has none
 * @param meaning what it says
 * @param source who knows it
 * @param since the first version of the schema that has it
 */
public record Field(
    String name, FieldType type, String unit, String meaning, String source, int since) {

  /** The same field with another type. */
  public Field withType(FieldType other) {
    return new Field(name, other, unit, meaning, source, since);
  }
}
