package io.github.fpga.pipelines.sets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.pipelines.hub.DiskSpace;
import io.github.fpga.pipelines.hub.HubDownloads;
import io.github.fpga.pipelines.hub.HubEnvironment;
import io.github.fpga.pipelines.hub.HubException;
import io.github.fpga.pipelines.hub.HubFile;
import io.github.fpga.pipelines.hub.Patience;
import io.github.fpga.pipelines.hub.Verdict;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.testkit.hub.StandInHub;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHubTest {

  private static final String LICENCE = "licence: {id: mit, link: https://example.org}";
  private static final Patience IMPATIENT =
      new Patience(2, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(2));

  @TempDir Path folder;

  private StandInHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new StandInHub();
    hub.repository("org/base")
        .small("model_index.json", "{}")
        .large("unet/weights.safetensors", bytes(1, 50_000));
    hub.repository("org/lora").large("lora.safetensors", bytes(2, 20_000));
    hub.repository("org/faces").large("detector.onnx", bytes(3, 10_000));
    write(
        "faces",
        """
        family: faces
        components:
          - role: face-detector
            repository: org/faces
            revision: main
            %s
            files: [{path: detector.onnx}]
        """);
    write(
        "base",
        """
        family: sd15
        faces: own-faces
        components:
          - role: base
            repository: org/base
            revision: main
            folder: .
            %s
            files: [{path: model_index.json}, {path: unet/weights.safetensors}]
        """);
    write(
        "fast",
        """
        extends: own-base
        components:
          - role: few-step-lora
            repository: org/lora
            revision: main
            %s
            files: [{path: lora.safetensors}]
        """);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("sets"));
    Files.writeString(
        folder.resolve("sets/" + name + ".yaml"),
        "name: own-%s\ndescription: d\n".formatted(name) + text.formatted(LICENCE));
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private ModelHub models() {
    return models(false, DiskSpace.REAL);
  }

  private ModelHub models(boolean offline, DiskSpace space) {
    HubEnvironment environment =
        new HubEnvironment(
            hub.endpoint(),
            folder.resolve("hub"),
            Optional.empty(),
            offline,
            ProxySelector.of(null));
    return new ModelHub(
        ModelSets.with(folder.resolve("sets")),
        new HubDownloads(environment, IMPATIENT, space),
        new Ledger(folder.resolve("models.json")));
  }

  private Path blob(String repository, String path) {
    return folder
        .resolve("hub/models--" + repository.replace("/", "--") + "/blobs")
        .resolve(hub.repository(repository).etag(path));
  }

  private static String refusal(Class<? extends Exception> type, Runnable work) {
    return assertThrows(type, work::run).getMessage();
  }

  @Test
  void pulledAndResolvedWithoutNetwork() throws IOException {
    models().pull("own-fast", false, PullListener.SILENT);
    hub.close();
    Map<Role, Path> paths = models().resolve("own-fast");

    assertEquals(3, paths.size());
    assertArrayEquals(
        bytes(1, 50_000),
        Files.readAllBytes(paths.get(Role.BASE).resolve("unet/weights.safetensors")));
    assertEquals("{}", Files.readString(paths.get(Role.BASE).resolve("model_index.json")));
    assertArrayEquals(bytes(2, 20_000), Files.readAllBytes(paths.get(Role.FEW_STEP_LORA)));
    assertArrayEquals(bytes(3, 10_000), Files.readAllBytes(paths.get(Role.FACE_DETECTOR)));
    assertEquals(new SetStatus(4, 4, 80_002), models().status("own-fast"));
  }

  @Test
  void whatIsNotPulledIsNotResolved() {
    String message = refusal(CheckpointException.class, () -> models().resolve("own-base"));

    assertTrue(message.contains("org/base/model_index.json"), message);
    assertTrue(message.contains("and 2 more"), message);
    assertTrue(message.contains("fpga models pull own-base"), message);
    assertEquals(new SetStatus(3, 0, 0), models().status("own-base"));
  }

  @Test
  void anotherPullDownloadsNothing() {
    models().pull("own-base", false, PullListener.SILENT);
    hub.forget();
    models().pull("own-base", false, PullListener.SILENT);

    assertTrue(hub.seen().stream().allMatch(s -> s.atHub() && s.method().equals("HEAD")));
    assertEquals(2, hub.seen().stream().filter(s -> s.path().contains("/resolve/")).count());
    hub.forget();
    models(true, DiskSpace.REAL).pull("own-base", false, PullListener.SILENT);
    assertEquals(List.of(), hub.seen());
  }

  @Test
  void offlineSaysWhatIsMissing() {
    String message =
        refusal(
            HubException.class,
            () -> models(true, DiskSpace.REAL).pull("own-base", false, PullListener.SILENT));

    assertTrue(message.contains("org/base/model_index.json"), message);
    assertTrue(message.contains("HF_HUB_OFFLINE"), message);
  }

  @Test
  void aBranchThatMovesIsFollowed() throws IOException {
    models().pull("own-base", false, PullListener.SILENT);
    hub.repository("org/base").small("model_index.json", "{\"new\": 1}");
    models().pull("own-base", false, PullListener.SILENT);

    Path base = models().resolve("own-base").get(Role.BASE);
    assertEquals("{\"new\": 1}", Files.readString(base.resolve("model_index.json")));
    assertTrue(Files.exists(base.resolve("unet/weights.safetensors")));
  }

  /** All is asked before anything is downloaded. */
  @Test
  void aFullDiskOrAMissingFileIsFoundAtOnce() throws IOException {
    String full =
        refusal(
            HubException.class,
            () -> models(false, place -> 60_001).pull("own-base", false, PullListener.SILENT));
    assertTrue(full.contains("60.0 kB are to be downloaded"), full);
    write(
        "broken",
        """
        extends: own-base
        components:
          - {role: vae, repository: org/lora, revision: main, %s, files: [{path: gone}]}
        """);
    String gone =
        refusal(HubException.class, () -> models().pull("own-broken", false, PullListener.SILENT));

    assertTrue(gone.contains("org/lora has no file gone"), gone);
    assertTrue(hub.seen().stream().allMatch(StandInHub.Seen::atHub), "downloaded something");
    assertEquals(List.of(), models().ledger().pulled(folder.resolve("hub")));
  }

  @Test
  void consentIsAskedForOnceAndRecorded() throws IOException {
    write(
        "closed",
        """
        family: faces
        components:
          - role: face-detector
            repository: org/faces
            revision: main
            licence: {id: nc, link: https://example.org/nc, accept: true, note: not for sale}
            files: [{path: detector.onnx}]
        """);
    String message =
        refusal(
            IllegalArgumentException.class,
            () -> models().pull("own-closed", false, PullListener.SILENT));
    for (String part :
        List.of("org/faces", "nc", "not for sale", "licence own-closed", "--accept-licence")) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(List.of(), hub.seen());

    models().pull("own-closed", true, PullListener.SILENT);
    models().pull("own-closed", false, PullListener.SILENT);
    SetComponent detector =
        models().sets().get("own-closed").component(Role.FACE_DETECTOR).orElseThrow();
    assertTrue(models().ledger().accepted(detector).isPresent());
  }

  @Test
  void stoppedBetweenFiles() {
    PullListener stop =
        new PullListener() {
          @Override
          public boolean onProgress(HubFile file, long done, long total) {
            return !file.path().startsWith("unet");
          }
        };
    assertThrows(CancellationException.class, () -> models().pull("own-base", false, stop));

    assertEquals(1, models().status("own-base").here());
    assertFalse(models().status("own-base").complete());
    models().pull("own-base", false, PullListener.SILENT);
    assertTrue(models().status("own-base").complete());
  }

  @Test
  void aFlippedBitIsFoundAndMended() throws IOException {
    models().pull("own-base", false, PullListener.SILENT);
    assertTrue(
        models().verify("own-base", PullListener.SILENT).stream()
            .allMatch(c -> c.verdict().state() == Verdict.State.GOOD));
    Path blob = blob("org/base", "unet/weights.safetensors");
    byte[] flipped = Files.readAllBytes(blob);
    flipped[31_000] ^= 4;
    Files.write(blob, flipped);

    List<FileCheck> damaged =
        models().verify("own-base", PullListener.SILENT).stream()
            .filter(c -> !c.verdict().usable())
            .toList();
    assertEquals(1, damaged.size());
    assertEquals("org/base/unet/weights.safetensors", damaged.get(0).file());
    assertTrue(damaged.get(0).verdict().detail().contains("SHA-256"));

    assertEquals(1, models().discardDamaged("own-base", PullListener.SILENT));
    assertFalse(models().status("own-base").complete());
    models().pull("own-base", false, PullListener.SILENT);
    assertTrue(
        models().verify("own-base", PullListener.SILENT).stream()
            .allMatch(c -> c.verdict().state() == Verdict.State.GOOD));
  }

  @Test
  void whatAnotherSetNeedsStays() {
    models().pull("own-base", false, PullListener.SILENT);
    models().pull("own-fast", false, PullListener.SILENT);

    assertEquals(20_000, models().remove("own-fast"));
    assertTrue(models().status("own-base").complete());
    assertFalse(Files.exists(folder.resolve("hub/models--org--lora")));
    models().pull("own-faces", false, PullListener.SILENT);
    assertEquals(50_002, models().remove("own-base"));
    assertTrue(models().status("own-faces").complete());
    String message = refusal(IllegalArgumentException.class, () -> models().remove("own-base"));
    assertTrue(message.contains("was not pulled"), message);
    assertTrue(message.contains("own-faces"), message);
  }

  @Test
  void filesOfThisMachine() throws IOException {
    write(
        "local",
        """
        family: sd15
        components:
          - {role: base, local: ../mine.safetensors}
        """);
    String message =
        refusal(
            IllegalArgumentException.class,
            () -> models().pull("own-local", false, PullListener.SILENT));
    assertTrue(message.contains("mine.safetensors"), message);
    Path mine = Files.writeString(folder.resolve("mine.safetensors"), "weights");

    models().pull("own-local", false, PullListener.SILENT);
    assertEquals(Map.of(Role.BASE, mine), models().resolve("own-local"));
    assertEquals(
        Verdict.State.UNCHECKED,
        models().verify("own-local", PullListener.SILENT).get(0).verdict().state());
    assertEquals(0, models().remove("own-local"));
    assertTrue(Files.exists(mine), "a user's own file");
  }

  @Test
  void aDamagedLedgerSaysWhatToDo() throws IOException {
    Files.writeString(folder.resolve("models.json"), "{");

    String message =
        refusal(
            IllegalArgumentException.class,
            () -> models().pull("own-base", false, PullListener.SILENT));
    assertTrue(message.contains("models.json is damaged: delete it"), message);
  }
}
