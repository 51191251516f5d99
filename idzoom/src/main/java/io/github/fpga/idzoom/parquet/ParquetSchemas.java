package io.github.fpga.idzoom.parquet;

import io.github.fpga.idzoom.record.Field;
import io.github.fpga.idzoom.record.FieldType;
import io.github.fpga.idzoom.record.FieldType.ListOf;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.FieldType.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Parquet types of our fields: everything optional and lists in three levels named {@code
 * list.element}, as pyarrow and Spark write them.
 */
final class ParquetSchemas {

  static final String LIST = "list";
  static final String ELEMENT = "element";
  static final String BYTES = "bytes";
  static final String PATH = "path";

  private ParquetSchemas() {}

  static MessageType message(Struct struct) {
    return new MessageType("schema", types(struct));
  }

  /** The fields without those of later versions than 1 that a file does not have. */
  static Struct known(Struct all, MessageType file) {
    return known(all, (GroupType) file);
  }

  private static Struct known(Struct all, GroupType file) {
    List<Field> fields = new ArrayList<>();
    for (Field field : all.fields()) {
      if (file.containsField(field.name())) {
        fields.add(field.withType(known(field.type(), file.getType(field.name()))));
      } else if (field.since() == 1) {
        fields.add(field);
      }
    }
    return new Struct(fields);
  }

  private static FieldType known(FieldType type, Type file) {
    if (file.isPrimitive()) {
      return type;
    } else if (type instanceof Struct struct) {
      return known(struct, file.asGroupType());
    } else if (type instanceof ListOf list && isList(file.asGroupType())) {
      Type repeated = file.asGroupType().getType(0);
      return new ListOf(known(list.element(), repeated.asGroupType().getType(ELEMENT)));
    }
    return type;
  }

  /**
   * The part of a file's own schema that a reader of these fields needs.
   *
   * @throws IllegalArgumentException naming the column that is missing or has another type
   */
  static MessageType projection(Struct wanted, MessageType file) {
    return new MessageType(file.getName(), projected(wanted, file, ""));
  }

  private static List<Type> types(Struct struct) {
    List<Type> types = new ArrayList<>();
    struct.fields().forEach(field -> types.add(type(field.name(), field.type())));
    return types;
  }

  private static Type type(String name, FieldType type) {
    if (type instanceof Struct struct) {
      return new GroupType(Repetition.OPTIONAL, name, types(struct));
    } else if (type instanceof ListOf list) {
      return ConversionPatterns.listOfElements(
          Repetition.OPTIONAL, name, type(ELEMENT, list.element()));
    } else if (type instanceof Value value) {
      return value == Value.STRING ? string(name) : Types.optional(primitive(value)).named(name);
    }
    return new GroupType(
        Repetition.OPTIONAL,
        name,
        Types.optional(PrimitiveTypeName.BINARY).named(BYTES),
        string(PATH));
  }

  private static Type string(String name) {
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static PrimitiveTypeName primitive(Value value) {
    return switch (value) {
      case STRING -> PrimitiveTypeName.BINARY;
      case INT32 -> PrimitiveTypeName.INT32;
      case INT64 -> PrimitiveTypeName.INT64;
      case FLOAT32 -> PrimitiveTypeName.FLOAT;
      case FLOAT64 -> PrimitiveTypeName.DOUBLE;
    };
  }

  private static List<Type> projected(Struct wanted, GroupType file, String path) {
    List<Type> types = new ArrayList<>();
    for (Field field : wanted.fields()) {
      types.add(projected(field.type(), type(field.name(), field.type()), file, path));
    }
    return types;
  }

  private static Type projected(FieldType wanted, Type ours, GroupType parent, String path) {
    String column = path + ours.getName();
    if (!parent.containsField(ours.getName())) {
      throw new IllegalArgumentException("the column %s is missing".formatted(column));
    }
    Type theirs = parent.getType(ours.getName());
    if (theirs.isPrimitive() != ours.isPrimitive()
        || (ours.isPrimitive()
            && theirs.asPrimitiveType().getPrimitiveTypeName()
                != ours.asPrimitiveType().getPrimitiveTypeName())) {
      throw new IllegalArgumentException(
          "the column %s is \"%s\" instead of \"%s\"".formatted(column, theirs, ours));
    }
    if (ours.isPrimitive()) {
      return theirs;
    }
    GroupType group = theirs.asGroupType();
    if (wanted instanceof Struct struct) {
      return group.withNewFields(projected(struct, group, column + "."));
    } else if (wanted instanceof ListOf list) {
      if (!isList(group)) {
        throw new IllegalArgumentException(
            "the column %s is no list of the form list.element".formatted(column));
      }
      GroupType repeated = group.getType(0).asGroupType();
      Type element =
          projected(list.element(), type(ELEMENT, list.element()), repeated, column + ".list.");
      return group.withNewFields(repeated.withNewFields(element));
    }
    GroupType image = ours.asGroupType();
    return group.withNewFields(
        projected(Value.STRING, image.getType(BYTES), group, column + "."),
        projected(Value.STRING, image.getType(PATH), group, column + "."));
  }

  private static boolean isList(GroupType list) {
    return list.getFieldCount() == 1
        && list.getFieldName(0).equals(LIST)
        && !list.getType(0).isPrimitive()
        && list.getType(0).isRepetition(Repetition.REPEATED)
        && list.getType(0).asGroupType().containsField(ELEMENT);
  }
}
