package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildStage;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.Decision;
import io.github.fpga.idzoom.build.DescribedPiece;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.PictureFacts;
import io.github.fpga.idzoom.build.Quarantined;
import io.github.fpga.idzoom.build.ShardPlan;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.report.Cards;
import io.github.fpga.idzoom.report.DatasetReport;
import io.github.fpga.idzoom.stage.Reason;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what a dataset has beside its shards, and removes what it needed only to be built. */
final class Finish {

  private final Storage storage;
  private final JobContext context;
  private final List<DescribedPiece> described;
  private final List<Decision> decisions;
  private final List<PictureFacts> pictures;

  Finish(
      Storage storage,
      JobContext context,
      List<DescribedPiece> described,
      List<Decision> decisions) {
    this.storage = storage;
    this.context = context;
    this.described = described;
    this.decisions = decisions;
    pictures = described.stream().flatMap(piece -> piece.kept().stream()).toList();
  }

  BuildSummary write(Map<String, Long> ignored, List<ShardPlan> shards, List<DatasetFacts> facts)
      throws IOException {
    List<Quarantined> rejected = rejected();
    long inputs = described.stream().mapToLong(DescribedPiece::inputs).sum();
    BuildSummary summary =
        new BuildSummary(
            context.settings(),
            inputs,
            decisions.stream().filter(Decision::kept).count(),
            BuildSummary.count(rejected),
            crops(facts),
            ignored,
            seconds(),
            new DuplicateExamples(storage, context, described, decisions).find(),
            0);
    Map<Split, DatasetFacts> splits = splits(facts);
    removeLeftovers(shards);
    quarantine(rejected);
    text(DatasetFolder.CARD, Cards.markdown(summary, splits));
    text(DatasetFolder.REPORT, DatasetReport.html(summary, splits));
    if (!context.ledger().people().isEmpty()) {
      text(DatasetFolder.LEDGER, Json.pretty(context.ledger()));
    }
    text(DatasetFolder.SUMMARY, Json.pretty(summary));
    if (!context.settings().keepWork()) {
      // Without its plan the rest is only rubbish, should this be the end of the process.
      storage.delete(context.plan());
      storage.delete(context.file(DatasetFolder.WORK));
    }
    return summary;
  }

  private void text(String name, String text) throws IOException {
    storage.writeText(context.file(name), text);
  }

  private List<Quarantined> rejected() {
    List<Quarantined> all = new ArrayList<>();
    described.forEach(piece -> all.addAll(piece.rejected()));
    for (int i = 0; i < decisions.size(); i++) {
      if (!decisions.get(i).kept()) {
        all.add(decisions.get(i).quarantined(i, pictures));
      }
    }
    return all;
  }

  private void quarantine(List<Quarantined> rejected) throws IOException {
    storage.write(
        context.file(DatasetFolder.QUARANTINE),
        file -> {
          try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (Quarantined one : rejected) {
              lines.write(Json.line(one) + "\n");
            }
          }
        });
  }

  private Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    for (DescribedPiece piece : described) {
      for (Map.Entry<BuildStage, Double> stage : piece.seconds().entrySet()) {
        seconds.merge(
            stage.getKey().name().toLowerCase(Locale.ROOT), stage.getValue(), Double::sum);
      }
    }
    return seconds;
  }

  private static Map<Reason, Long> crops(List<DatasetFacts> facts) {
    Map<Reason, Long> crops = new EnumMap<>(Reason.class);
    for (DatasetFacts shard : facts) {
      shard.crops().forEach((reason, count) -> crops.merge(reason, count, Long::sum));
    }
    return crops;
  }

  private static Map<Split, DatasetFacts> splits(List<DatasetFacts> facts) {
    Map<Split, DatasetFacts> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<DatasetFacts> shards = facts.stream().filter(shard -> shard.split() == split).toList();
      if (!shards.isEmpty()) {
        splits.put(split, DatasetFacts.sum(split, shards));
      }
    }
    return splits;
  }

  /** What tasks left half-written that were killed. */
  private void removeLeftovers(List<ShardPlan> shards) throws IOException {
    Set<String> paths = shards.stream().map(ShardPlan::path).collect(Collectors.toSet());
    for (String name : storage.names(context.file(DatasetFolder.DATA))) {
      String path = DatasetFolder.DATA + "/" + name;
      if (!paths.contains(path)) {
        storage.delete(context.file(path));
      }
    }
  }
}
