package io.github.fpga.idzoom.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordSchema;
import io.github.fpga.idzoom.record.RecordTrees;
import io.github.fpga.idzoom.record.UniqueIds;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Writes and reads Parquet files of records. */
public final class RecordParquet {

  /** The size at which a group of rows is closed: what a reader holds in memory at once. */
  static final long ROW_GROUP_BYTES = 32L << 20;

  /** The most records of a group of rows, so that small pictures can be shuffled by groups, too. */
  static final int ROW_GROUP_RECORDS = 256;

  private static final String[] PICTURES = {"image.bytes", "faces.list.element.mask.bytes"};

  private RecordParquet() {}

  /**
   * Writes a file, whole or not at all.
   *
   * @return the number of records
   * @throws IllegalArgumentException if two records have the same id
   */
  public static long write(Path file, Iterator<PictureRecord> records) throws IOException {
    return write(file, (Feed) sink -> records.forEachRemaining(sink));
  }

  /** Something that hands over records one after the other. */
  @FunctionalInterface
  public interface Feed {
    void forEach(Consumer<PictureRecord> sink) throws IOException;
  }

  /** As {@link #write(Path, Iterator)}, for records that are pushed rather than asked for. */
  public static long write(Path file, Feed feed) throws IOException {
    UniqueIds unique = new UniqueIds(Collections.emptyIterator());
    long[] count = {0};
    AtomicFiles.write(
        file,
        target -> {
          try (ParquetWriter<JsonNode> writer = writer(target, RecordSchema.VERSION)) {
            feed.forEach(
                record -> {
                  append(writer, unique.check(record));
                  count[0]++;
                });
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
    return count[0];
  }

  private static void append(ParquetWriter<JsonNode> writer, PictureRecord record) {
    try {
      writer.write(RecordTrees.tree(record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All records of a file.
   *
   * @throws io.github.fpga.idzoom.record.RecordFileException as {@link RecordParquetReader}
   */
  public static List<PictureRecord> readAll(Path file) {
    try (RecordParquetReader reader = new RecordParquetReader(file)) {
      List<PictureRecord> records = new ArrayList<>();
      for (int group = 0; group < reader.rowGroups(); group++) {
        records.addAll(reader.rowGroup(group));
      }
      return records;
    }
  }

  /** The number of records of a file, from its footer. */
  public static long count(Path file) {
    try (RecordParquetReader reader = new RecordParquetReader(file)) {
      return reader.records();
    }
  }

  /** A writer of trees in a version of the schema; the file must not hold anything yet. */
  static ParquetWriter<JsonNode> writer(Path file, int version) throws IOException {
    Builder builder =
        new Builder(new LocalOutputFile(file), version)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriteMode(Mode.OVERWRITE)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withRowGroupRowCountLimit(ROW_GROUP_RECORDS)
            // Rows are large: the default looks at their size for the first time after a hundred.
            .withMinRowCountForPageSizeCheck(1);
    for (String column : PICTURES) {
      builder.withDictionaryEncoding(column, false).withStatisticsEnabled(column, false);
    }
    return builder.build();
  }

  private static final class Builder extends ParquetWriter.Builder<JsonNode, Builder> {
    private final int version;

    Builder(OutputFile file, int version) {
      super(file);
      this.version = version;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** Never called for a configuration without Hadoop, but abstract. */
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<JsonNode> getWriteSupport(Configuration configuration) {
      return support();
    }

    @Override
    protected WriteSupport<JsonNode> getWriteSupport(ParquetConfiguration configuration) {
      return support();
    }

    private WriteSupport<JsonNode> support() {
      return new TreeWriteSupport(RecordSchema.at(version), Footer.metadata(version));
    }
  }
}
