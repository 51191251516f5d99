package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.faces.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PortraitWorld through the command line. */
class WorldE2ETest {

  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameFiles() {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    Cli.run("world", "--seed", 5, "--count", 3, "-o", a).ok();
    Cli.run("world", "--seed", 6, "--count", 1, "-o", b).ok();

    assertEquals(List.of("scene-6-truth.png", "scene-6.json", "scene-6.png"), Cli.names(b));
    for (String name : Cli.names(b)) {
      Cli.assertSameBytes(a.resolve(name), b.resolve(name));
    }
    for (String name : new String[] {"scene-6.png", "scene-6-truth.png"}) {
      Cli.run("redo", b.resolve(name), "-o", folder.resolve("again.png")).ok();
      Cli.assertSameBytes(b.resolve(name), folder.resolve("again.png"));
    }
  }

  @Test
  void theTruthIsAPoseAndHoldsRegions() throws IOException {
    Cli.run("world", "--seed", 9, "--people", 2, "--shot", "full", "-o", folder).ok();
    Path json = folder.resolve("scene-9.json");
    JsonNode people = new ObjectMapper().readTree(Files.readString(json)).path("people");

    assertEquals(2, people.size());
    Cli.run(
            "generate",
            "--prompt",
            "two people",
            "--steps",
            1,
            "--no-restore",
            "--pose",
            json,
            "--person",
            Cli.sample("alex") + "@" + people.get(0).path("region").asText(),
            "--person",
            Cli.sample("billie") + "@" + people.get(1).path("region").asText(),
            "-o",
            folder.resolve("p.png"))
        .ok();
  }

  /** The samples are what the documented command makes; they carry no metadata. */
  @Test
  void portraitsWithoutMetadata() {
    Cli.run(
            "world",
            "--portraits",
            "alex,billie",
            "--split",
            "evaluation",
            "--seed",
            3,
            "-o",
            folder)
        .ok();

    assertEquals(List.of("alex.png", "billie.png"), Cli.names(folder));
    assertTrue(Pictures.text(folder.resolve("alex.png")).isEmpty());
    assertTrue(Pictures.text(Cli.sample("alex")).isEmpty());
  }
}
