package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildStage;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetHash;
import io.github.fpga.idzoom.forget.Forgetting;
import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody asks to be forgotten. */
class ForgetE2ETest {

  private static final String TODAY = "2026-01-31";
  private static final String SETTINGS = "'shardPictures':4,'partitions':2,'blurFaces':true";

  @TempDir Path folder;

  private List<String> inputs;
  private Path dataset;

  @BeforeEach
  void build() throws IOException {
    inputs = Corpus.people(folder, 3);
    dataset = folder.resolve("dataset");
    LocalSpark.build(LocalSpark.settings(inputs, dataset, SETTINGS));
  }

  private static List<PictureRecord> records(Path dataset) throws IOException {
    return LocalSpark.records(dataset).values().stream().flatMap(List::stream).toList();
  }

  /** Whoever is in most pictures. */
  private long frequent() throws IOException {
    Map<Long, Long> pictures = new HashMap<>();
    for (PictureRecord record : records(dataset)) {
      if (record.zoom() == Zoom.FULL) {
        record.faces().forEach(face -> pictures.merge(face.cluster().getAsLong(), 1L, Long::sum));
      }
    }
    Map.Entry<Long, Long> most =
        pictures.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    assertTrue(most.getValue() >= 2, pictures::toString);
    return most.getKey();
  }

  private static boolean shows(PictureRecord record, long person) {
    return record.faces().stream().anyMatch(face -> face.cluster().getAsLong() == person);
  }

  /** The id of the full picture. */
  private static String picture(PictureRecord record) {
    return record.id().replaceFirst("-(half|face)[0-9]+$", "");
  }

  @Test
  void aNumberIsRemovedEverywhereAndStaysOut() throws IOException {
    long person = frequent();
    List<PictureRecord> before = records(dataset);
    Set<String> pictures =
        before.stream()
            .filter(record -> record.zoom() == Zoom.FULL && shows(record, person))
            .map(PictureRecord::id)
            .collect(Collectors.toSet());

    Forgetting.Removed removed = new Forgetting(dataset).identity(person, TODAY);

    List<PictureRecord> after = records(dataset);
    assertEquals(pictures.size(), removed.pictures());
    assertEquals(before.size() - removed.records(), after.size());
    assertTrue(after.stream().noneMatch(record -> pictures.contains(picture(record))));
    assertTrue(before.containsAll(after));
    String report = Files.readString(dataset.resolve("report.html"));
    before.stream()
        .filter(record -> pictures.contains(picture(record)))
        .forEach(record -> assertFalse(report.contains(record.id())));
    assertTrue(Files.readString(dataset.resolve("README.md")).contains("num_examples"));

    Path again = folder.resolve("again");
    String ledger = ",'ledger':'" + dataset.resolve("forgotten.json") + "'";
    BuildSummary summary = LocalSpark.build(LocalSpark.settings(inputs, again, SETTINGS + ledger));
    assertEquals(
        (long) pictures.size(), summary.rejected().get(BuildStage.FILTER).get(Reason.FORGOTTEN));
    assertEquals(
        after.stream().map(PictureRecord::id).collect(Collectors.toSet()),
        records(again).stream().map(PictureRecord::id).collect(Collectors.toSet()));
    assertTrue(Files.exists(again.resolve("forgotten.json")));
  }

  @Test
  void aFaceIsEnoughAndStrangersChangeNothing() throws IOException {
    String hash = DatasetHash.of(dataset);
    float[] nobody = new float[128];
    nobody[0] = 1;
    Embedding stranger = new Embedding(face(frequent()).recogniser(), nobody);
    assertEquals(0, new Forgetting(dataset).like(stranger, TODAY).records());
    assertEquals(hash, DatasetHash.of(dataset));

    long person = frequent();
    Forgetting.Removed removed = new Forgetting(dataset).like(face(person), TODAY);

    assertTrue(removed.people().contains(person) && removed.shards() > 0, removed::toString);
    assertTrue(records(dataset).stream().noneMatch(record -> shows(record, person)));
    assertThrows(
        IllegalArgumentException.class, () -> new Forgetting(dataset).identity(person, TODAY));
  }

  private Embedding face(long person) throws IOException {
    return records(dataset).stream()
        .flatMap(record -> record.faces().stream())
        .filter(face -> face.cluster().getAsLong() == person)
        .map(FaceRecord::embedding)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }
}
