package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.DatasetHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose process was killed goes on where it was. */
class ResumeE2ETest {

  private static final String SETTINGS =
      "'keepWork':true,'partitions':6,'shardPictures':2,'splits':{'development':0.2}";

  @TempDir Path folder;

  private List<String> inputs;

  @BeforeEach
  void collect() throws IOException {
    inputs = Corpus.people(folder, 4);
  }

  /** Starts the job in a Java of its own and kills it when it says a line that begins so. */
  private void killAt(Path output, String line) throws IOException, InterruptedException {
    Process process =
        ChildSpark.start(Main.class.getName(), List.of(LocalSpark.json(inputs, output, SETTINGS)));
    StringBuilder seen = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String said = lines.readLine();
      while (said != null && !said.startsWith(line)) {
        seen.append(said).append('\n');
        said = lines.readLine();
      }
      assertTrue(said != null, seen.toString());
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
  }

  private static Map<String, FileTime> finished(Path folder) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        times.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void killedTwiceItGivesTheSameRecordsAndDoesNothingAgain() throws Exception {
    Path dataset = folder.resolve("killed");
    killAt(dataset, "progress describe 3 ");
    Map<String, FileTime> described = finished(dataset.resolve("_build/described"));
    assertTrue(described.size() >= 3 && described.size() < 6, described::toString);
    killAt(dataset, "progress assemble 2 ");
    Map<String, FileTime> assembled = finished(dataset.resolve("_build/assembled"));
    assertTrue(assembled.size() >= 2 && assembled.size() < 5, assembled::toString);
    assertFalse(Files.exists(dataset.resolve("report.html")));

    List<String> steps = new ArrayList<>();
    LocalSpark.build(
        LocalSpark.settings(inputs, dataset, SETTINGS),
        (step, done, total) -> steps.add(step + " of " + total));

    assertTrue(steps.contains("describe of 0"), steps::toString);
    assertTrue(
        finished(dataset.resolve("_build/described")).entrySet().containsAll(described.entrySet()));
    assertTrue(
        finished(dataset.resolve("_build/assembled")).entrySet().containsAll(assembled.entrySet()));
    Path whole = folder.resolve("whole");
    LocalSpark.build(LocalSpark.settings(inputs, whole, SETTINGS));
    assertEquals(DatasetHash.of(whole), DatasetHash.of(dataset));
    assertEquals(names(whole.resolve("data")), names(dataset.resolve("data")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String refusal(Path output, String settings) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> LocalSpark.build(LocalSpark.settings(inputs, output, settings)))
        .getMessage();
  }

  @Test
  void otherSettingsInputsOrAFinishedDatasetAreNotMixedIn() throws IOException {
    Path dataset = folder.resolve("first");
    // Almost everything is rejected, which is quick.
    String strict = "'decoding':{'maxBytes':100},'keepWork':true";
    LocalSpark.build(LocalSpark.settings(inputs, dataset, strict));
    assertTrue(refusal(dataset, strict + ",'style':'ink'").contains("with other settings"));
    Files.writeString(Path.of(inputs.get(0), "more.png"), "new");
    assertTrue(refusal(dataset, strict).contains("with other inputs"));
    LocalSpark.build(
        LocalSpark.settings(inputs, dataset, strict + ",'restart':true,'keepWork':false"));
    assertTrue(refusal(dataset, strict).contains("--restart"));
  }
}
