package io.github.fpga.idzoom.forget;

import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.DatasetHash;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.Ledger;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.report.Cards;
import io.github.fpga.idzoom.report.DatasetReport;
import io.github.fpga.idzoom.report.Thumbnails;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes a dataset anew without some people, shard by shard. */
final class Rewriting {

  private final Path dataset;
  private final BuildSummary summary;
  private final Set<Long> people;
  private final Ledger ledger;
  private final Set<String> removed = new HashSet<>();
  private final Map<Split, List<DatasetFacts>> facts = new EnumMap<>(Split.class);
  private long records;
  private int shards;

  Rewriting(Path dataset, BuildSummary summary, Set<Long> people, Ledger ledger) {
    this.dataset = dataset;
    this.summary = summary;
    this.people = people;
    this.ledger = ledger;
  }

  Forgetting.Removed run() throws IOException {
    for (Path shard : DatasetHash.shards(dataset)) {
      shard(shard);
    }
    Map<Split, DatasetFacts> splits = new EnumMap<>(Split.class);
    facts.forEach((split, all) -> splits.put(split, DatasetFacts.sum(split, all)));
    BuildSummary after = summary.without(removed);
    write(DatasetFolder.CARD, Cards.markdown(after, splits));
    write(DatasetFolder.REPORT, DatasetReport.html(after, splits));
    write(DatasetFolder.SUMMARY, Json.pretty(after));
    return new Forgetting.Removed(people, removed.size(), records, shards);
  }

  private void write(String name, String text) throws IOException {
    AtomicFiles.writeString(dataset.resolve(name), text);
  }

  private void shard(Path shard) throws IOException {
    Split split =
        Split.valueOf(shard.getFileName().toString().split("-")[0].toUpperCase(Locale.ROOT));
    DatasetFacts.Counter counter =
        new DatasetFacts.Counter(split, List.of(new Thumbnails(summary.settings().blurFaces())));
    long before = records;
    Forgetting.forEach(
        shard,
        record -> {
          if (isRemoved(record)) {
            records++;
          } else {
            counter.add(record);
          }
        });
    if (records > before) {
      RecordParquet.write(
          shard,
          sink ->
              Forgetting.forEach(
                  shard,
                  record -> {
                    if (!isRemoved(record)) {
                      sink.accept(record);
                    }
                  }));
      shards++;
    }
    facts
        .computeIfAbsent(split, any -> new ArrayList<>())
        .add(counter.facts(Files.size(shard), Map.of()));
  }

  /** Crops follow their picture; also those of other people may show somebody at their borders. */
  private boolean isRemoved(PictureRecord record) {
    if (record.zoom() != Zoom.FULL) {
      return removed.contains(record.id().replaceFirst("-(half|face)[0-9]+$", ""));
    }
    boolean shows =
        record.faces().stream()
            .anyMatch(
                face -> face.cluster().isPresent() && people.contains(face.cluster().getAsLong()));
    if (shows || ledger.forgotten(record).isPresent()) {
      removed.add(record.id());
      return true;
    }
    return false;
  }
}
