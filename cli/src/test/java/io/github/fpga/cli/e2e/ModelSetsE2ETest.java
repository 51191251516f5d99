package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.cli.Main;
import io.github.fpga.testkit.hub.StandInHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Model sets, from a hub on this machine. */
class ModelSetsE2ETest {

  private static final String SET =
      """
      name: faces-mine
      family: faces
      description: my faces
      components:
        - role: face-detector
          repository: org/faces
          revision: main
          licence:
            id: research
            link: https://example.org/terms
            accept: true
            note: not for sale
          files: [{path: detector.onnx}]
        - role: face-recogniser
          repository: org/faces
          revision: main
          folder: recogniser
          licence: {id: mit, link: https://example.org/mit}
          files: [{path: recogniser/config.json}]
      """;

  @TempDir Path folder;

  private StandInHub hub;
  private byte[] detector;

  @BeforeEach
  void start() throws IOException {
    detector = new byte[300_000];
    new Random(1).nextBytes(detector);
    hub = new StandInHub();
    hub.repository("org/faces")
        .large("detector.onnx", detector)
        .small("recogniser/config.json", "{}");
    Files.createDirectories(folder.resolve("sets"));
    Files.writeString(folder.resolve("sets/mine.yaml"), SET);
    properties().forEach(System::setProperty);
  }

  @AfterEach
  void stop() {
    properties().keySet().forEach(System::clearProperty);
    hub.close();
  }

  /** Where the hub, the cache and the records are. */
  private Map<String, String> properties() {
    return Map.of(
        "HF_ENDPOINT", hub.endpoint().toString(),
        "HF_HUB_CACHE", folder.resolve("hub").toString(),
        "HF_TOKEN", "secret",
        "fpga.sets", folder.resolve("sets").toString(),
        "fpga.ledger", folder.resolve("models.json").toString());
  }

  private static String line(String text, String start) {
    return text.lines().filter(l -> l.startsWith(start)).findFirst().orElse("");
  }

  /** A failure that is not the user's: one clear message, exit code 1. */
  private static void failed(Cli.Result result, String... parts) {
    assertEquals(1, result.code(), result.err());
    assertFalse(result.err().contains("\tat ") || result.err().contains("Exception"), result.err());
    for (String part : parts) {
      assertTrue(result.err().contains(part), () -> "'" + part + "' is not in: " + result.err());
    }
  }

  @Test
  void fromListToRemoval() throws IOException {
    String before = Cli.run("models", "list").ok().out();
    assertTrue(line(before, "sd15-portrait ").contains("not here"), before);
    assertTrue(line(before, "faces-mine").contains("research, mit"), before);

    String out = Cli.run("models", "pull", "faces-mine", "--accept-licence").ok().out();
    Path file = Path.of(line(out, "face-detector").substring("face-detector".length()).strip());
    assertArrayEquals(detector, Files.readAllBytes(file));
    assertTrue(line(out, "face-recogniser").endsWith("recogniser"), out);
    String after = line(Cli.run("models", "list").ok().out(), "faces-mine");
    assertTrue(after.contains(" here ") && after.contains("300.0 kB"), after);

    String good = Cli.run("models", "verify", "faces-mine").ok().out();
    assertEquals(2, good.lines().filter(l -> l.startsWith("good ")).count(), good);
    Cli.run("models", "remove", "faces-mine").ok();
    assertEquals(List.of(".locks"), Cli.names(folder.resolve("hub")));
    Cli.run("models", "remove", "faces-mine").refused("was not pulled");
  }

  @Test
  void consent() {
    Cli.run("models", "pull", "faces-mine")
        .refused("needs your consent", "research", "not for sale", "--accept-licence");
    String terms = Cli.run("models", "licence", "faces-mine").ok().out();
    assertTrue(terms.contains("https://example.org/terms"), terms);
    assertTrue(terms.contains("needs your consent"), terms);
    Cli.run("models", "pull", "faces-mine", "--accept-licence").ok();

    assertTrue(Cli.run("models", "licence", "faces-mine").ok().out().contains("you agreed at "));
    Cli.run("models", "pull", "faces-mine").ok();
  }

  @Test
  void shippedSetsTellTheirTerms() {
    String faceid = Cli.run("models", "licence", "sd15-portrait-faceid").ok().out();
    assertTrue(faceid.contains("also outside the people's masks"), faceid);

    Cli.run("models", "pull", "sd15-portrait-faceid").refused("non-commercial", "consent");
    Cli.run("models", "pull", "faces-insightface").refused("non-commercial", "consent");
    assertEquals(List.of(), hub.seen(), "asked the hub before it had consent");
  }

  @Test
  void damageIsNamedAndMended() throws IOException {
    Cli.run("models", "pull", "faces-mine", "--accept-licence").ok();
    Path blob =
        folder
            .resolve("hub/models--org--faces/blobs")
            .resolve(hub.repository("org/faces").etag("detector.onnx"));
    byte[] flipped = detector.clone();
    flipped[1234] ^= 1;
    Files.write(blob, flipped);

    Cli.Result found = Cli.run("models", "verify", "faces-mine");
    failed(found, "1 of 2 files", "--repair");
    assertTrue(found.out().contains("damaged   org/faces/detector.onnx: SHA-256"), found.out());
    Cli.run("models", "pull", "faces-mine", "--repair").ok();
    Cli.run("models", "verify", "faces-mine").ok();
  }

  @Test
  void whatTheHubRefuses() {
    hub.requireToken("another");
    failed(
        Cli.run("models", "pull", "faces-mine", "--accept-licence"),
        "refuses the token",
        "HF_TOKEN");
    hub.requireToken("secret");
    hub.repository("org/faces").gate(true);
    failed(Cli.run("models", "pull", "faces-mine"), "org/faces is gated", "licence");
    hub.repository("org/faces").gate(false);
    System.setProperty("HF_HUB_OFFLINE", "1");
    try {
      failed(Cli.run("models", "pull", "faces-mine"), "HF_HUB_OFFLINE");
    } finally {
      System.clearProperty("HF_HUB_OFFLINE");
    }
    assertFalse(Files.exists(folder.resolve("hub/models--org--faces")), "left something behind");
  }

  @Test
  void corruptionOnTheWay() {
    byte[] wrong = detector.clone();
    wrong[0] ^= 1;
    hub.repository("org/faces").tamper("detector.onnx", wrong);

    failed(
        Cli.run("models", "pull", "faces-mine", "--accept-licence"),
        "arrived damaged",
        "nothing of it is kept");
    assertTrue(line(Cli.run("models", "list").ok().out(), "faces-mine").contains("not here"));
  }

  @Test
  void mistakes() throws IOException {
    Cli.run("models", "pull", "sd16").refused("no model set 'sd16'", "sd15-portrait");
    Cli.run("models", "list", "--sets", folder.resolve("none")).refused("no folder", "none");
    Files.writeString(folder.resolve("sets/bad.yaml"), "name: bad\ncolour: red\n");
    Cli.run("models", "list").refused("bad.yaml", "'colour' is unknown", "docs/models.md");
  }

  /** A pull stopped by Ctrl-C goes on where it stopped. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlC() throws Exception {
    hub.files().pause(20);
    Process process = startPull();
    try {
      awaitDownload(process);
      Thread.sleep(200);
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");

      assertEquals(130, process.exitValue(), output);
      assertTrue(output.contains("the next pull goes on from there"), output);
      assertFalse(output.contains("\tat "), output);
    } finally {
      process.destroyForcibly();
    }
    hub.files().pause(0);
    hub.forget();
    Cli.run("models", "pull", "faces-mine").ok();
    assertTrue(hub.seen().stream().anyMatch(s -> s.range() != null), "began anew: " + hub.seen());
  }

  /** The second waits for the first, and finds all there. */
  @Test
  void twoProcesses() throws Exception {
    hub.files().pause(20);
    Process process = startPull();
    try {
      awaitDownload(process);
      Cli.run("models", "pull", "faces-mine", "--accept-licence").ok();

      assertEquals(0, ChildJvm.await(process).code());
    } finally {
      process.destroyForcibly();
    }
    assertEquals(1, hub.seen().stream().filter(s -> !s.atHub()).count());
    Cli.run("models", "verify", "faces-mine").ok();
  }

  private Process startPull() throws IOException {
    List<String> pull = new ArrayList<>();
    properties().forEach((name, value) -> pull.add("-D" + name + "=" + value));
    pull.addAll(
        List.of(
            "-Dfpga.terminal=true",
            Main.class.getName(),
            "models",
            "pull",
            "faces-mine",
            "--accept-licence"));
    return ChildJvm.start(folder, pull);
  }

  private void awaitDownload(Process process) throws InterruptedException {
    while (hub.seen().stream().allMatch(StandInHub.Seen::atHub)) {
      Thread.sleep(10);
      assertTrue(process.isAlive(), "ended before it downloaded");
    }
  }
}
