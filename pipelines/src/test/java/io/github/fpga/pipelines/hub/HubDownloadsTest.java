package io.github.fpga.pipelines.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.testkit.hub.StandInHub;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubDownloadsTest {

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
  void theLayoutIsTheSharedCaches() throws IOException {
    HubDownloads downloads = rig.downloads();
    Path large = HubRig.fetch(downloads, HubRig.file());
    Path small = HubRig.fetch(downloads, HubRig.file("config.json"));

    String commit = rig.hub.repository(HubRig.REPOSITORY).commit();
    String sha1 = rig.hub.repository(HubRig.REPOSITORY).etag("config.json");
    assertEquals(40, sha1.length());
    assertEquals(
        List.of(
                "blobs/" + rig.etag(),
                "blobs/" + sha1,
                "refs/main",
                "snapshots/" + commit + "/config.json",
                "snapshots/" + commit + "/" + HubRig.PATH)
            .stream()
            .sorted()
            .toList(),
        rig.names());
    assertArrayEquals(rig.bytes, Files.readAllBytes(large));
    assertEquals("{}", Files.readString(small));
    assertEquals(commit, Files.readString(rig.folder().resolve("refs/main")));
    assertEquals(
        Path.of("../../../blobs/" + rig.etag()), Files.readSymbolicLink(large), "relative");
    assertEquals(Optional.of(large), downloads.cache().find(HubRig.file()));
  }

  @Test
  void aBrokenConnectionIsTakenUpWhereItBroke() throws IOException {
    rig.hub.files().cutAfter(30_000);
    rig.hub.files().cutAfter(30_000);
    Path file = HubRig.fetch(rig.downloads(), HubRig.file());

    assertArrayEquals(rig.bytes, Files.readAllBytes(file));
    List<StandInHub.Seen> transfers = rig.transfers();
    assertEquals(3, transfers.size());
    assertEquals("bytes=30000-", transfers.get(1).range());
    assertTrue(transfers.get(1).ifRange().startsWith("\"server-"), "the file server's own ETag");
    assertEquals("bytes=60000-", transfers.get(2).range());
  }

  @Test
  void anotherRunGoesOnWhereTheLastOneGaveUp() throws IOException {
    String message = stopAfter(50_000);

    HubRig.assertHas(message, "broke", "weights.safetensors", "tried 3 times", "kept");
    assertEquals(
        List.of("blobs/" + rig.etag() + ".incomplete", "blobs/" + rig.etag() + ".incomplete.from"),
        rig.names());
    assertEquals(50_000, Files.size(rig.partial()));
    rig.hub.forget();
    Path file = HubRig.fetch(rig.downloads(), HubRig.file());

    assertArrayEquals(rig.bytes, Files.readAllBytes(file));
    assertEquals("bytes=50000-", rig.transfers().get(0).range());
    assertFalse(Files.exists(rig.partial()));
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedFromItsStart() throws IOException {
    stopAfter(50_000);
    byte[] changed = HubRig.bytes(2, 80_000);
    rig.hub.repository(HubRig.REPOSITORY).large(HubRig.PATH, changed);
    rig.hub.forget();

    Path file = HubRig.fetch(rig.downloads(), HubRig.file());

    assertArrayEquals(changed, Files.readAllBytes(file));
    assertEquals(null, rig.transfers().get(0).range());
  }

  /** The hub promises the same content, but the file server's file is no longer the one begun. */
  @Test
  void aServersOtherEtagStartsAnew() throws IOException {
    rig.hub.repository(HubRig.REPOSITORY).tamper(HubRig.PATH, HubRig.bytes(3, 100_000));
    stopAfter(50_000);
    rig.hub.repository(HubRig.REPOSITORY).tamper(HubRig.PATH, rig.bytes);
    rig.hub.forget();

    Path file = HubRig.fetch(rig.downloads(), HubRig.file());

    assertArrayEquals(rig.bytes, Files.readAllBytes(file));
    assertEquals("bytes=50000-", rig.transfers().get(0).range());
    assertEquals(1, rig.transfers().size(), "answered with the whole file at once");
  }

  @Test
  void aDamagedRestOfAnEarlierRunIsReplaced() throws IOException {
    Files.createDirectories(rig.partial().getParent());
    Files.write(rig.partial(), new byte[40_000]);

    assertArrayEquals(rig.bytes, Files.readAllBytes(HubRig.fetch(rig.downloads(), HubRig.file())));
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws IOException {
    rig.hub.files().ranges(false);
    rig.hub.files().cutAfter(60_000);

    assertArrayEquals(rig.bytes, Files.readAllBytes(HubRig.fetch(rig.downloads(), HubRig.file())));
  }

  @Test
  void wrongBytesAreNeverVisible() throws IOException {
    byte[] wrong = rig.bytes.clone();
    wrong[77_777] ^= 1;
    rig.hub.repository(HubRig.REPOSITORY).tamper(HubRig.PATH, wrong);

    HubRig.assertHas(
        HubRig.refusal(() -> HubRig.fetch(rig.downloads(), HubRig.file())),
        "damaged",
        "SHA-256",
        rig.etag(),
        "nothing of it is kept");
    assertEquals(List.of(), rig.names());
  }

  @Test
  void smallFilesAreCheckedToo() throws IOException {
    rig.hub.repository(HubRig.REPOSITORY).tamper("config.json", "[]".getBytes());

    HubRig.assertHas(
        HubRig.refusal(() -> HubRig.fetch(rig.downloads(), HubRig.file("config.json"))),
        "damaged",
        "git's SHA-1");
    assertEquals(List.of(), rig.names());
  }

  @Test
  void aTruncatedFileIsNotTakenForWhole() throws IOException {
    rig.hub.repository(HubRig.REPOSITORY).tamper(HubRig.PATH, HubRig.bytes(1, 60_000));

    HubRig.refusal(() -> HubRig.fetch(rig.downloads(), HubRig.file()));
    assertTrue(rig.names().stream().noneMatch(n -> n.startsWith("snapshots")), "visible");
  }

  @Test
  void aFileLongerThanPromisedIsRefused() throws IOException {
    rig.hub.repository(HubRig.REPOSITORY).tamper(HubRig.PATH, HubRig.bytes(1, 150_000));

    HubRig.assertHas(
        HubRig.refusal(() -> HubRig.fetch(rig.downloads(), HubRig.file())),
        "longer than",
        "100000");
    assertEquals(List.of(), rig.names());
  }

  @Test
  void aFullDiskIsFoundBeforehand() throws IOException {
    HubDownloads full = new HubDownloads(rig.environment(), HubRig.IMPATIENT, place -> 99_999);

    HubRig.assertHas(
        HubRig.refusal(() -> HubRig.fetch(full, HubRig.file())),
        "100.0 kB",
        "free",
        "HF_HUB_CACHE");
    assertEquals(0, rig.transfers().size());
  }

  @Test
  void aDiskThatFillsUpKeepsWhatIsThere() throws IOException {
    HubDownloads full =
        new HubDownloads(
            rig.environment(),
            new HubCache(rig.cache),
            HubRig.IMPATIENT,
            DiskSpace.REAL,
            file -> new SmallDisk(PartialFile.Opener.REAL.open(file), new AtomicLong(40_000)));

    HubRig.assertHas(
        HubRig.refusal(() -> HubRig.fetch(full, HubRig.file())),
        "the disk is full",
        "free",
        "pull again");
    assertEquals(40_000, Files.size(rig.partial()));
    assertArrayEquals(rig.bytes, Files.readAllBytes(HubRig.fetch(rig.downloads(), HubRig.file())));
  }

  /** Takes some bytes and then says what Linux says. */
  private record SmallDisk(WritableByteChannel file, AtomicLong room)
      implements WritableByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (room.get() == 0) {
        throw new IOException("No space left on device");
      }
      int part = (int) Math.min(room.get(), bytes.remaining());
      int written = file.write(bytes.slice().limit(part));
      bytes.position(bytes.position() + written);
      room.addAndGet(-written);
      return written;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  void twoAtOnceDownloadOnce() throws Exception {
    rig.hub.files().pause(5);
    HubDownloads one = rig.downloads();
    HubDownloads two = rig.downloads();
    CompletableFuture<Path> first =
        CompletableFuture.supplyAsync(() -> HubRig.fetch(one, HubRig.file()));
    CompletableFuture<Path> second =
        CompletableFuture.supplyAsync(() -> HubRig.fetch(two, HubRig.file()));

    assertEquals(first.get(), second.get());
    assertArrayEquals(rig.bytes, Files.readAllBytes(first.get()));
    assertEquals(1, rig.transfers().size());
  }

  @Test
  void stoppedAndTakenUpAgain() throws IOException {
    rig.hub.files().pause(2);
    assertThrows(
        CancellationException.class,
        () -> HubRig.fetch(rig.downloads(), HubRig.file(), (file, done, total) -> done < 40_000));

    long kept = Files.size(rig.partial());
    assertTrue(kept >= 40_000 && kept < 100_000, "kept " + kept);
    assertTrue(rig.names().stream().noneMatch(n -> n.startsWith("snapshots")), "visible");
    rig.hub.files().pause(0);
    rig.hub.forget();
    assertArrayEquals(rig.bytes, Files.readAllBytes(HubRig.fetch(rig.downloads(), HubRig.file())));
    assertEquals("bytes=" + kept + "-", rig.transfers().get(0).range());
  }

  /** Leaves the first bytes of the file as an interrupted run does. */
  private String stopAfter(int bytes) {
    rig.hub.files().cutAfter(bytes);
    for (int i = 1; i < HubRig.IMPATIENT.tries(); i++) {
      rig.hub.files().cutAfter(0);
    }
    return HubRig.refusal(() -> HubRig.fetch(rig.downloads(), HubRig.file()));
  }
}
