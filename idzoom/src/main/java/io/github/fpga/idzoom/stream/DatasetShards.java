package io.github.fpga.idzoom.stream;

import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shards of one split of a dataset, {@code data/train-00000-of-00012.parquet} and so on, in
 * their order.
 */
public record DatasetShards(Path dataset, Split split, List<Shard> shards) {

  private static final Pattern NAME =
      Pattern.compile("([a-z]+)-([0-9]{5})-of-([0-9]{5})\\.parquet");

  /**
   * A file.
   *
   * @param rowGroups what can be read at once
   * @param bytes the file's size
   */
  public record Shard(Path file, int rowGroups, long records, long bytes) {}

  public DatasetShards {
    shards = List.copyOf(shards);
  }

  /**
   * Looks at the footers of all shards, so that a damaged file is told before anything is read.
   *
   * @throws RecordFileException naming the file if a shard is missing or damaged, or the folder if
   *     it has none of the split
   */
  public static DatasetShards open(Path dataset, Split split) {
    List<Shard> shards = new ArrayList<>();
    for (Path file : files(dataset.resolve("data"), split)) {
      checkNumber(file, shards.size());
      try (RecordParquetReader reader = new RecordParquetReader(file)) {
        shards.add(new Shard(file, reader.rowGroups(), reader.records(), Files.size(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    if (shards.isEmpty() || count(shards.get(0).file()) != shards.size()) {
      throw new RecordFileException(
          "%s: %d shards data/%s-*.parquet found, %s expected; build the dataset again"
              .formatted(
                  dataset,
                  shards.size(),
                  split.word(),
                  shards.isEmpty() ? "at least one" : count(shards.get(0).file())));
    }
    return new DatasetShards(dataset, split, shards);
  }

  private static List<Path> files(Path data, Split split) {
    if (!Files.isDirectory(data)) {
      throw new RecordFileException(
          "%s is not there: a dataset is a folder with Parquet files in data/".formatted(data));
    }
    try (Stream<Path> files = Files.list(data)) {
      return files
          .filter(
              file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                return name.matches() && name.group(1).equals(split.word());
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + data, e);
    }
  }

  private static void checkNumber(Path file, int expected) {
    int number = part(file, 2);
    if (number != expected) {
      throw new RecordFileException(
          "%s: shard %d is not beside it, the dataset is incomplete".formatted(file, expected));
    }
  }

  private static int count(Path file) {
    return part(file, 3);
  }

  private static int part(Path file, int group) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    name.matches();
    return Integer.parseInt(name.group(group));
  }

  /** The number of records before any filter. */
  public long records() {
    return shards.stream().mapToLong(Shard::records).sum();
  }

  /** The groups of rows of all shards, in their order. */
  List<RowGroup> rowGroups() {
    List<RowGroup> groups = new ArrayList<>();
    for (Shard shard : shards) {
      for (int i = 0; i < shard.rowGroups(); i++) {
        groups.add(new RowGroup(shard.file(), i));
      }
    }
    return groups;
  }

  /** A group of rows of a file. */
  record RowGroup(Path file, int index) {}

  /** Differs for datasets whose shards have other names, sizes or numbers of records. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (Shard shard : shards) {
      text.append(
          "%s %d %d%n".formatted(shard.file().getFileName(), shard.records(), shard.bytes()));
    }
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
