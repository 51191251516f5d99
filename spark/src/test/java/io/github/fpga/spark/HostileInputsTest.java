package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.tar.RecordTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What strangers' files may be like: every one is taken rightly or refused for the right reason.
 */
class HostileInputsTest {

  private static final String LIMITS =
      "'decoding':{'maxBytes':%d},'zoom':false,'duplicateBits':0"
          .formatted(HostileCorpus.MAX_BYTES);

  @TempDir Path folder;

  /** What became of each file. */
  private static Map<String, String> outcomes(Path dataset) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : Files.readAllLines(dataset.resolve("quarantine.jsonl"))) {
      JsonNode rejected = new ObjectMapper().readTree(line);
      String file = rejected.get("file").textValue();
      outcomes.put(file.substring(file.indexOf('/') + 1), rejected.get("reason").textValue());
    }
    for (List<PictureRecord> records : LocalSpark.records(dataset).values()) {
      for (PictureRecord record : records) {
        assertEquals(Zoom.FULL, record.zoom());
        String source = record.provenance().source();
        outcomes.put(source.substring(source.indexOf('/') + 1), "accepted");
      }
    }
    return outcomes;
  }

  @Test
  void oddFilesAreTakenOrRefusedForTheRightReason() throws IOException {
    Map<String, String> expected = HostileCorpus.write(folder.resolve("odd"));
    Path dataset = folder.resolve("dataset");
    BuildSummary summary =
        LocalSpark.build(
            LocalSpark.settings(List.of(folder.resolve("odd").toString()), dataset, LIMITS));

    assertTrue(expected.size() >= 300, "files: " + expected.size());
    assertEquals(expected.size(), summary.inputs());
    Map<String, String> outcomes = outcomes(dataset);
    assertEquals(expected.keySet(), outcomes.keySet());
    for (Map.Entry<String, String> file : expected.entrySet()) {
      assertEquals(file.getValue(), outcomes.get(file.getKey()), file.getKey());
    }
    for (PictureRecord record : LocalSpark.records(dataset).values().iterator().next()) {
      assertEquals(256, record.width(), record.id());
    }
  }

  private static String lines(Map<String, String> outcomes) {
    StringBuilder lines = new StringBuilder();
    outcomes.forEach(
        (file, outcome) -> lines.append(file).append(": ").append(outcome).append('\n'));
    return lines.toString();
  }

  @Test
  void damagedShardsAndTablesAreQuarantinedAndTheRestIsBuilt() throws IOException {
    List<PictureRecord> good = List.of(Corpus.picture(0), Corpus.picture(3));
    Path shards = Files.createDirectories(folder.resolve("bad"));
    Path whole = folder.resolve("whole");
    RecordTar.write(whole, good.iterator());
    byte[] tar = Files.readAllBytes(whole);
    Files.write(shards.resolve("cut.tar"), Arrays.copyOf(tar, tar.length / 2));
    Files.write(shards.resolve("text.tar"), "no shard".repeat(300).getBytes());
    RecordParquet.write(whole, good.iterator());
    byte[] table = Files.readAllBytes(whole);
    Files.write(shards.resolve("cut.parquet"), Arrays.copyOf(table, table.length / 2));
    Files.write(shards.resolve("good.png"), good.get(0).image().bytes());
    Path dataset = folder.resolve("dataset");

    BuildSummary summary =
        LocalSpark.build(LocalSpark.settings(List.of(shards.toString()), dataset, LIMITS));

    assertEquals(1, summary.kept());
    assertEquals(
        "cut.parquet: DAMAGED\ncut.tar: DAMAGED\ngood.png: accepted\ntext.tar: DAMAGED\n",
        lines(outcomes(dataset)));
  }

  @Test
  void wrongSettingsAreRefusedWithTheirNames() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    List<String> messages = new ArrayList<>();
    for (List<String> inputs : List.of(List.of(empty.toString()), List.of("/no/such"))) {
      messages.add(
          assertThrows(
                  IllegalArgumentException.class,
                  () -> LocalSpark.build(LocalSpark.settings(inputs, folder.resolve("out"), "")))
              .getMessage());
    }
    assertTrue(messages.get(0).endsWith("has no pictures, tar shards or Parquet files"));
    assertEquals("there is no input /no/such", messages.get(1));
  }
}
