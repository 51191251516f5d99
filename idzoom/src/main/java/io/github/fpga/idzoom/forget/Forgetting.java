package io.github.fpga.idzoom.forget;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.DatasetHash;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.Ledger;
import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Removes people from a dataset on a local disk: every picture that shows them and all crops of it,
 * from every shard, the report and the examples. What keeps them out when it is built again is
 * written first, so that a removal that was stopped is finished by the next one.
 */
public final class Forgetting {

  private final Path dataset;
  private final BuildSummary summary;
  private final Map<Long, SeenPerson> people = new TreeMap<>();
  private Ledger ledger;

  /**
   * What was removed.
   *
   * @param people their numbers
   * @param pictures full ones
   * @param records with crops
   * @param shards that were written anew
   */
  public record Removed(Set<Long> people, long pictures, long records, int shards) {}

  /**
   * Reads the dataset once.
   *
   * @throws IllegalArgumentException if it is no finished dataset
   */
  public Forgetting(Path dataset) throws IOException {
    this.dataset = dataset;
    Path file = dataset.resolve(DatasetFolder.SUMMARY);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s is no finished dataset: it has no %s".formatted(dataset, DatasetFolder.SUMMARY));
    }
    summary = Json.read(Files.readString(file), BuildSummary.class, file.toString());
    Path forgotten = dataset.resolve(DatasetFolder.LEDGER);
    ledger =
        Files.exists(forgotten)
            ? Json.read(Files.readString(forgotten), Ledger.class, forgotten.toString())
            : Ledger.NONE;
    for (Path shard : DatasetHash.shards(dataset)) {
      forEach(shard, this::look);
    }
  }

  static void forEach(Path shard, Consumer<PictureRecord> consumer) {
    try (RecordParquetReader reader = new RecordParquetReader(shard)) {
      for (int group = 0; group < reader.rowGroups(); group++) {
        reader.rowGroup(group).forEach(consumer);
      }
    }
  }

  private void look(PictureRecord record) {
    if (record.zoom() == Zoom.FULL) {
      for (FaceRecord face : record.faces()) {
        face.cluster()
            .ifPresent(
                person ->
                    people.computeIfAbsent(person, any -> new SeenPerson()).add(record, face));
      }
    }
  }

  /**
   * Forgets somebody by number.
   *
   * @param date of today, such as 2026-01-31
   * @throws IllegalArgumentException if nobody has the number
   */
  public Removed identity(long person, String date) throws IOException {
    SeenPerson seen = people.get(person);
    if (seen == null) {
      throw new IllegalArgumentException(
          "nobody in %s has the number %d; faces say theirs as cluster".formatted(dataset, person));
    }
    return forget(Set.of(person), List.of(seen.forgotten(date, summary.settings().identity())));
  }

  /**
   * Forgets everybody who looks like a face; where nobody does, the face is still kept out of
   * further builds.
   */
  public Removed like(Embedding face, String date) throws IOException {
    double threshold = summary.settings().identity();
    Set<Long> alike = new TreeSet<>();
    people.forEach(
        (number, person) -> {
          if (person.similarity(face) >= threshold) {
            alike.add(number);
          }
        });
    List<Ledger.Forgotten> entries =
        alike.isEmpty()
            ? List.of(
                new Ledger.Forgotten(date, face.recogniser(), face.values(), threshold, List.of()))
            : alike.stream().map(number -> people.get(number).forgotten(date, threshold)).toList();
    return forget(alike, entries);
  }

  /** What the dataset was built with. */
  public BuildSettings settings() {
    return summary.settings();
  }

  /** The greatest mean similarity of anybody in the dataset to a face; -1 where there is nobody. */
  public double nearest(Embedding face) {
    return people.values().stream().mapToDouble(person -> person.similarity(face)).max().stream()
        .map(similarity -> Math.max(-1, similarity))
        .findFirst()
        .orElse(-1);
  }

  private Removed forget(Set<Long> numbers, List<Ledger.Forgotten> entries) throws IOException {
    ledger = ledger.and(new Ledger(entries));
    AtomicFiles.writeString(dataset.resolve(DatasetFolder.LEDGER), Json.pretty(ledger));
    return new Rewriting(dataset, summary, numbers, ledger).run();
  }
}
