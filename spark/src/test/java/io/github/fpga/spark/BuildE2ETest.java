package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildStage;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetHash;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a mixed collection to a dataset. */
class BuildE2ETest {

  @TempDir static Path folder;

  private static final String SETTINGS =
      "'licence':'Apache-2.0','shardPictures':16,'splits':{'development':0.2,'evaluation':0.2}";

  private static List<String> inputs;
  private static Path dataset;
  private static BuildSummary summary;
  private static final List<String> STEPS = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException {
    inputs = Corpus.mixed(folder);
    dataset = folder.resolve("one");
    summary =
        LocalSpark.build(
            LocalSpark.settings(inputs, dataset, SETTINGS + ",'partitions':4"),
            (step, done, total) -> STEPS.add("%s %d/%d".formatted(step, done, total)));
  }

  private static List<PictureRecord> records() throws IOException {
    return LocalSpark.records(dataset).values().stream().flatMap(List::stream).toList();
  }

  @Test
  void countsAddUp() throws IOException {
    List<PictureRecord> records = records();
    long full = records.stream().filter(record -> record.zoom() == Zoom.FULL).count();
    long rejected =
        summary.rejected().values().stream()
            .flatMap(reasons -> reasons.values().stream())
            .mapToLong(Long::longValue)
            .sum();

    assertEquals(Corpus.PICTURES, summary.inputs());
    assertEquals(summary.kept(), full);
    assertEquals(summary.inputs(), full + rejected);
    assertEquals(rejected, Files.readAllLines(dataset.resolve("quarantine.jsonl")).size());
    assertEquals(
        Corpus.COPIES, summary.rejected().get(BuildStage.DUPLICATES).get(Reason.DUPLICATE));
    assertEquals(Map.of(".md", 1L), summary.ignored());
    assertTrue(records.stream().anyMatch(record -> record.zoom() == Zoom.HALF));
    assertTrue(records.stream().anyMatch(record -> record.zoom() == Zoom.FACE));
  }

  @Test
  void recordsSayWhereTheyComeFromAndWhatIsInThem() throws IOException {
    PictureRecord sea =
        records().stream().filter(r -> r.caption().equals("at the sea")).findFirst().orElseThrow();

    assertEquals("photos/holiday/2.png", sea.provenance().source());
    assertEquals("Apache-2.0", sea.provenance().licence());
    for (PictureRecord record : records()) {
      assertFalse(record.caption().isBlank());
      assertTrue(record.perceptualHash().isPresent());
      for (FaceRecord face : record.faces()) {
        assertTrue(face.cluster().isPresent() && face.sharpness().isPresent());
        assertTrue(face.embedding().isPresent() && face.mask().isPresent());
      }
    }
  }

  @Test
  void nobodyIsInTwoSplits() throws IOException {
    Map<Long, Split> seen = new HashMap<>();
    for (PictureRecord record : records()) {
      for (FaceRecord face : record.faces()) {
        Split before = seen.putIfAbsent(face.cluster().getAsLong(), record.split());
        assertTrue(before == null || before == record.split(), record.id());
      }
    }
  }

  @Test
  void recordsDoNotDependOnThePartitioning() throws IOException {
    String hash = DatasetHash.of(dataset);
    for (int partitions : new int[] {1, 16}) {
      Path other = folder.resolve("with-" + partitions);
      LocalSpark.build(
          LocalSpark.settings(inputs, other, SETTINGS + ",'partitions':" + partitions));
      assertEquals(hash, DatasetHash.of(other), partitions + " partitions");
    }
  }

  @Test
  void progressIsTold() {
    assertEquals("list 0/1", STEPS.get(0));
    assertTrue(
        STEPS.containsAll(List.of("describe 0/4", "describe 4/4", "finish 1/1")), STEPS::toString);
  }

  @Test
  void cardReportAndNothingElseIsLeft() throws IOException {
    String report = Files.readString(dataset.resolve("report.html"));
    String card = Files.readString(dataset.resolve("README.md"));

    assertTrue(report.contains("Near duplicates") && report.contains("<svg"), report);
    assertTrue(card.contains("dataset_info:") && card.contains("path: data/train-*"), card);
    assertFalse(Files.exists(dataset.resolve("_build")));
    try (Stream<Path> shards = Files.list(dataset.resolve("data"))) {
      assertTrue(
          shards.allMatch(f -> f.getFileName().toString().matches("\\w+-\\d{5}-of-\\d{5}.parquet")),
          card);
    }
  }
}
