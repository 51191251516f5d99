package io.github.fpga.idzoom.parquet;

import io.github.fpga.idzoom.record.FieldType.Struct;
import io.github.fpga.idzoom.record.RecordSchema;
import java.util.Map;
import org.apache.parquet.schema.MessageType;

/** What our files say about themselves beside their schema. */
final class Footer {

  /** The version of {@link RecordSchema}. */
  static final String VERSION = "idzoom.schema.version";

  /** The number of records: damage to the row counts must not lose records silently. */
  static final String RECORDS = "idzoom.records";

  private Footer() {}

  /** The entries that are known before the first record. */
  static Map<String, String> metadata(int version) {
    return Map.of(
        VERSION,
        Integer.toString(version),
        HuggingFace.METADATA_KEY,
        HuggingFace.metadata(RecordSchema.at(version)));
  }

  /**
   * The version of a file. Other programs drop the entry when they rewrite a file; then it is the
   * newest version whose columns are all there.
   *
   * @throws IllegalArgumentException if there is none
   */
  static int version(Map<String, String> metadata, MessageType file) {
    String version = metadata.get(VERSION);
    if (version != null) {
      try {
        return Integer.parseInt(version);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "its %s is \"%s\" instead of a number".formatted(VERSION, version), e);
      }
    }
    for (int candidate = RecordSchema.VERSION; candidate > 1; candidate--) {
      if (fits(RecordSchema.at(candidate), file)) {
        return candidate;
      }
    }
    return 1;
  }

  private static boolean fits(Struct schema, MessageType file) {
    try {
      ParquetSchemas.projection(schema, file);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Compares a file's number of records with the one it was closed with, where that is known.
   *
   * @throws IllegalArgumentException if they differ
   */
  static void checkRecords(Map<String, String> metadata, long records) {
    String written = metadata.get(RECORDS);
    if (written != null && !written.equals(Long.toString(records))) {
      throw new IllegalArgumentException(
          "it has %d records, %s were written".formatted(records, written));
    }
  }
}
