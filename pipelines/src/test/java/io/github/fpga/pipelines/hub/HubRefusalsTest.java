package io.github.fpga.pipelines.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.testkit.hub.StandInHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub may answer in place of a file, and what users are told. */
class HubRefusalsTest {

  @TempDir Path folder;

  private HubRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new HubRig(folder.resolve("hub"));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void theTokenStaysAtTheHub() {
    rig.hub.requireToken("secret");
    HubRig.fetch(rig.downloads(rig.environment(Optional.of("secret"))), HubRig.file());

    for (StandInHub.Seen seen : rig.hub.seen()) {
      assertEquals(seen.atHub() ? "Bearer secret" : null, seen.authorization(), seen.toString());
    }
    assertEquals(1, rig.transfers().size());
  }

  @Test
  void refusedTokensAndLicences() {
    rig.hub.requireToken("secret");

    HubRig.assertHas(
        HubRig.refusal(() -> rig.downloads().look(HubRig.file(), () -> true)),
        "org/model",
        "asks for a login (401)",
        "HF_TOKEN");
    HubDownloads wrong = rig.downloads(rig.environment(Optional.of("old")));
    String message = HubRig.refusal(() -> wrong.look(HubRig.file(), () -> true));
    HubRig.assertHas(message, "refuses the token", "/settings/tokens");
    assertFalse(message.contains("old"), "shows the token");
    rig.hub.repository(HubRig.REPOSITORY).gate(true);
    HubDownloads right = rig.downloads(rig.environment(Optional.of("secret")));
    HubRig.assertHas(
        HubRig.refusal(() -> right.look(HubRig.file(), () -> true)),
        "org/model is gated (403)",
        rig.hub.endpoint() + "/org/model",
        "accept its licence");
  }

  @Test
  void whatIsNotThereIsNamed() {
    HubDownloads downloads = rig.downloads();

    HubRig.assertHas(
        HubRig.refusal(() -> downloads.look(HubRig.file("vae/none.bin"), () -> true)),
        "org/model has no file vae/none.bin at revision main (404)");
    HubRig.assertHas(
        HubRig.refusal(() -> downloads.look(HubRig.file().at("v2"), () -> true)),
        "org/model has no revision v2 (404)");
    HubFile other = new HubFile("org/none", "main", "a", null, OptionalLong.empty());
    HubRig.assertHas(
        HubRig.refusal(() -> downloads.look(other, () -> true)),
        "there is no repository org/none (404)");
  }

  @Test
  void busyServersAreTriedAgain() throws IOException {
    rig.hub.failNext(503, Map.of());
    rig.hub.failNext(429, Map.of("Retry-After", "1"));
    rig.hub.files().failNext(502);
    rig.hub.files().failNext(403);
    long start = System.nanoTime();
    Path file = HubRig.fetch(rig.downloads(), HubRig.file());

    assertArrayEquals(rig.bytes, Files.readAllBytes(file));
    assertTrue(System.nanoTime() - start >= 1_000_000_000L, "did not wait as it was told");
  }

  @Test
  void patienceEnds() {
    for (int i = 0; i < HubRig.IMPATIENT.tries(); i++) {
      rig.hub.failNext(500, Map.of());
    }
    HubRig.assertHas(
        HubRig.refusal(() -> rig.downloads().look(HubRig.file(), () -> true)),
        "500",
        "tried 3 times");
    rig.hub.failNext(429, Map.of("Retry-After", "3600"));
    HubRig.assertHas(
        HubRig.refusal(() -> rig.downloads().look(HubRig.file(), () -> true)), "wait 3600 s");
  }

  @Test
  void aHubThatCannotBeReached() {
    HubDownloads downloads = rig.downloads();
    rig.hub.close();

    HubRig.assertHas(
        HubRig.refusal(() -> downloads.look(HubRig.file(), () -> true)),
        "cannot be reached",
        "HTTPS_PROXY");
  }

  @Test
  void aChangedRepositoryIsNotTakenForThePinnedFile() {
    String sha256 = "0".repeat(64);
    HubFile pinned =
        new HubFile(HubRig.REPOSITORY, "main", HubRig.PATH, sha256, OptionalLong.empty());

    HubRig.assertHas(
        HubRig.refusal(() -> rig.downloads().look(pinned, () -> true)),
        "has changed",
        sha256,
        rig.etag());
    HubFile sized = new HubFile(HubRig.REPOSITORY, "main", HubRig.PATH, null, OptionalLong.of(7));
    HubRig.assertHas(
        HubRig.refusal(() -> rig.downloads().look(sized, () -> true)), "has changed", "expected 7");
  }

  @Test
  void offlineNothingIsAsked() {
    HubDownloads offline = rig.downloads(rig.environment().asOffline());

    HubRig.assertHas(
        HubRig.refusal(() -> offline.look(HubRig.file(), () -> true)), "HF_HUB_OFFLINE");
    assertEquals(List.of(), rig.hub.seen());
  }
}
