package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One number for all records of a dataset: two builds are the same if it is. */
public final class DatasetHash {

  private DatasetHash() {}

  /** SHA-256 over the ids in their order, each with the SHA-256 of its record. */
  public static String of(Path dataset) throws IOException {
    Map<String, byte[]> records = new TreeMap<>();
    forEach(
        dataset,
        record ->
            records.put(
                record.id(),
                sha256()
                    .digest(RecordTrees.tree(record).toString().getBytes(StandardCharsets.UTF_8))));
    MessageDigest all = sha256();
    records.forEach(
        (id, record) -> {
          all.update(id.getBytes(StandardCharsets.UTF_8));
          all.update(record);
        });
    return HexFormat.of().formatHex(all.digest());
  }

  private static void forEach(Path dataset, Consumer<PictureRecord> consumer) throws IOException {
    for (Path shard : shards(dataset)) {
      try (RecordParquetReader reader = new RecordParquetReader(shard)) {
        for (int group = 0; group < reader.rowGroups(); group++) {
          reader.rowGroup(group).forEach(consumer);
        }
      }
    }
  }

  /**
   * The shards of a dataset on a local disk, sorted.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static List<Path> shards(Path dataset) throws IOException {
    Path data = dataset.resolve(DatasetFolder.DATA);
    if (!Files.isDirectory(data)) {
      throw new IllegalArgumentException(
          "%s is no dataset: it has no folder %s".formatted(dataset, DatasetFolder.DATA));
    }
    try (Stream<Path> files = Files.list(data)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[^.].*\\.parquet"))
          .sorted()
          .toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
