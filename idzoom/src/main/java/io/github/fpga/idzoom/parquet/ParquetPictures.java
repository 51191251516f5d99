package io.github.fpga.idzoom.parquet;

import io.github.fpga.idzoom.record.RecordFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads the pictures of a Parquet file that others made: a column of files, as a struct of {@code
 * bytes} and perhaps {@code path} (Hugging Face) or as plain bytes (Spark's {@code binaryFile}),
 * and where there are such columns captions, sources and licences. For one thread.
 *
 * <p>All methods throw {@link RecordFileException} with the file if it is damaged or has no column
 * of pictures.
 */
public final class ParquetPictures implements AutoCloseable {

  private static final List<String> PICTURES =
      List.of("image", "picture", "img", "content", "bytes", "jpg", "png");
  private static final List<String> CAPTIONS = List.of("caption", "text", "prompt");
  private static final List<String> SOURCES = List.of("source", "url");
  private static final List<String> LICENCES = List.of("licence", "license");

  private final Path file;
  private final ParquetFileReader reader;
  private final MessageType projection;
  private final String picture;

  /**
   * A picture and what its row says of it; empty where it says nothing.
   *
   * @param number of the row within the file, from 0
   * @param bytes null where the row has no picture
   */
  public record Row(
      long number, byte[] bytes, String path, String caption, String source, String licence) {}

  public ParquetPictures(Path file) {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new RecordFileException("no such file: " + file);
    }
    reader =
        attempt(
            () -> ParquetFileReader.open(new LocalInputFile(file), RecordParquetReader.options()));
    try {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      picture = attempt(() -> pictureColumn(schema));
      projection = projection(schema);
      reader.setRequestedSchema(projection);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static String pictureColumn(MessageType schema) {
    for (String name : PICTURES) {
      if (schema.containsField(name) && isPicture(schema.getType(name))) {
        return name;
      }
    }
    throw new IllegalArgumentException(
        "it has no column of pictures: one of %s with bytes or a struct of bytes and path"
            .formatted(PICTURES));
  }

  private static boolean isPicture(Type type) {
    return type.isPrimitive()
        ? isBinary(type)
        : type.asGroupType().containsField(ParquetSchemas.BYTES)
            && isBinary(type.asGroupType().getType(ParquetSchemas.BYTES));
  }

  private static boolean isBinary(Type type) {
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  private MessageType projection(MessageType schema) {
    List<Type> wanted = new ArrayList<>(List.of(schema.getType(picture)));
    for (List<String> names : List.of(CAPTIONS, SOURCES, LICENCES)) {
      text(schema, names).ifPresent(wanted::add);
    }
    return new MessageType(schema.getName(), wanted);
  }

  private static Optional<Type> text(MessageType schema, List<String> names) {
    return names.stream()
        .filter(schema::containsField)
        .map(schema::getType)
        .filter(ParquetPictures::isBinary)
        .findFirst();
  }

  /** The number of groups of rows. */
  public int rowGroups() {
    return reader.getRowGroups().size();
  }

  /** Hands the rows of a group to a consumer, one after the other; only one is in memory. */
  public void forEach(int group, Consumer<Row> consumer) {
    long first =
        reader.getRowGroups().subList(0, group).stream()
            .mapToLong(BlockMetaData::getRowCount)
            .sum();
    try (PageReadStore pages = attempt(() -> reader.readRowGroup(group))) {
      RecordReader<Group> rows =
          attempt(
              () ->
                  new ColumnIOFactory()
                      .getColumnIO(projection)
                      .getRecordReader(pages, new GroupRecordConverter(projection)));
      for (long i = 0; i < pages.getRowCount(); i++) {
        long number = first + i;
        consumer.accept(attempt(() -> row(number, rows.read())));
      }
    }
  }

  private Row row(long number, Group row) {
    byte[] bytes = null;
    String path = "";
    if (row.getFieldRepetitionCount(picture) > 0) {
      if (projection.getType(picture).isPrimitive()) {
        bytes = row.getBinary(picture, 0).getBytes();
      } else {
        Group image = row.getGroup(picture, 0);
        bytes =
            image.getFieldRepetitionCount(ParquetSchemas.BYTES) > 0
                ? image.getBinary(ParquetSchemas.BYTES, 0).getBytes()
                : null;
        path = text(image, List.of(ParquetSchemas.PATH));
      }
    }
    return new Row(
        number, bytes, path, text(row, CAPTIONS), text(row, SOURCES), text(row, LICENCES));
  }

  private static String text(Group row, List<String> names) {
    for (String name : names) {
      if (row.getType().containsField(name)) {
        boolean present =
            isBinary(row.getType().getType(name)) && row.getFieldRepetitionCount(name) > 0;
        return present ? row.getBinary(name, 0).toStringUsingUTF8() : "";
      }
    }
    return "";
  }

  @Override
  public void close() {
    attempt(
        () -> {
          reader.close();
          return null;
        });
  }

  private <T> T attempt(Callable<T> work) {
    return RecordParquetReader.attempt(file, work);
  }
}
