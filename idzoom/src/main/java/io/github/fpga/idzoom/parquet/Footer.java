package io.github.fpga.idzoom.parquet;

import io.github.fpga.idzoom.record.RecordSchema;
import java.util.Map;

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
   * The version of a file; the newest if another program rewrote it and dropped the entry.
   *
   * @throws IllegalArgumentException if it is not known
   */
  static int version(Map<String, String> metadata) {
    String version = metadata.getOrDefault(VERSION, Integer.toString(RecordSchema.VERSION));
    if (!version.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "its %s is \"%s\" instead of a number".formatted(VERSION, version));
    }
    RecordSchema.at(Integer.parseInt(version));
    return Integer.parseInt(version);
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
