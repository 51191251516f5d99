package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.RecordSchema;
import io.github.fpga.idzoom.record.RecordTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a Parquet file of records, one group of rows at a time and in any order. For one thread.
 *
 * <p>Checksums of pages and the SHA-256 of pictures are verified. All methods throw {@link
 * RecordFileException} with the file, and the record where it is known, if the file is missing,
 * damaged, cut short, lacks columns or has a newer schema.
 */
public final class RecordParquetReader implements AutoCloseable {

  private final Path file;
  private final ParquetFileReader reader;
  private final int version;
  private final Struct schema;
  private final MessageType projection;
  private final MessageColumnIO columns;

  public RecordParquetReader(Path file) {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new RecordFileException("no such file: " + file);
    }
    reader = attempt(() -> ParquetFileReader.open(new LocalInputFile(file), options()));
    try {
      FileMetaData footer = reader.getFooter().getFileMetaData();
      Map<String, String> metadata = footer.getKeyValueMetaData();
      version = attempt(() -> Footer.version(metadata));
      Struct newest = RecordSchema.at(RecordSchema.VERSION);
      schema = attempt(() -> ParquetSchemas.known(newest, footer.getSchema()));
      projection = attempt(() -> ParquetSchemas.projection(schema, footer.getSchema()));
      columns = new ColumnIOFactory().getColumnIO(projection);
      reader.setRequestedSchema(projection);
      attempt(
          () -> {
            Footer.checkRecords(metadata, reader.getRecordCount());
            return null;
          });
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static ParquetReadOptions options() {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .withCodecFactory(new Codecs())
        .usePageChecksumVerification()
        .build();
  }

  /** The version of the schema that the file says; the newest if it says none. */
  public int version() {
    return version;
  }

  public long records() {
    return reader.getRecordCount();
  }

  /** The number of groups of rows. */
  public int rowGroups() {
    return reader.getRowGroups().size();
  }

  /** The number of records of a group of rows, without reading them. */
  public long records(int group) {
    return reader.getRowGroups().get(group).getRowCount();
  }

  /** The records of a group of rows, in the file's order. */
  public List<PictureRecord> rowGroup(int index) {
    List<JsonNode> trees = attempt(() -> trees(index));
    List<PictureRecord> records = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      try {
        records.add(RecordTrees.record(trees.get(i)));
      } catch (IllegalArgumentException e) {
        throw new RecordFileException(
            "%s: record %d of row group %d: %s".formatted(file, i, index, e.getMessage()), e);
      }
    }
    return records;
  }

  private List<JsonNode> trees(int index) throws IOException {
    try (PageReadStore pages = reader.readRowGroup(index)) {
      RecordReader<JsonNode> rows =
          columns.getRecordReader(pages, new TreeMaterializer(schema, projection));
      List<JsonNode> trees = new ArrayList<>();
      for (long row = 0; row < pages.getRowCount(); row++) {
        trees.add(rows.read());
      }
      return trees;
    }
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
    return attempt(file, work);
  }

  /** Parquet reports damage with all kinds of exceptions. */
  static <T> T attempt(Path file, Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new RecordFileException("cannot read %s: %s".formatted(file, reason(e)), e);
    }
  }

  private static String reason(Throwable e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e.getCause() == null || e.getCause() == e
        ? reason
        : reason + ": " + reason(e.getCause());
  }
}
