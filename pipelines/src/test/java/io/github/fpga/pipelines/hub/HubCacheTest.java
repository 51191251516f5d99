package io.github.fpga.pipelines.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {

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

  private static void impossible(Path link, Path target) throws IOException {
    throw new FileSystemException(link.toString(), null, "A required privilege is not held");
  }

  private HubDownloads downloads(Links links) {
    return new HubDownloads(
        rig.environment(),
        new HubCache(rig.cache, links),
        HubRig.IMPATIENT,
        DiskSpace.REAL,
        PartialFile.Opener.REAL);
  }

  @Test
  void withoutSymbolicLinksHardOnes() throws IOException {
    HubDownloads downloads = downloads(new Links(HubCacheTest::impossible, Files::createLink));
    Path file = HubRig.fetch(downloads, HubRig.file());
    HubRig.fetch(downloads, HubRig.file());

    assertFalse(Files.isSymbolicLink(file));
    assertTrue(Files.isSameFile(file, rig.folder().resolve("blobs").resolve(rig.etag())));
    assertEquals(100_000, downloads.cache().remove(HubRig.file()));
    assertEquals(List.of(), rig.names());
  }

  @Test
  void withoutAnyLinksCopies() throws IOException {
    HubDownloads downloads =
        downloads(new Links(HubCacheTest::impossible, HubCacheTest::impossible));
    Path file = HubRig.fetch(downloads, HubRig.file());

    assertArrayEquals(rig.bytes, Files.readAllBytes(file));
    assertEquals(file, downloads.cache().find(HubRig.file()).orElseThrow());
  }

  @Test
  void anotherRevisionSharesTheContent() throws IOException {
    HubDownloads downloads = rig.downloads();
    HubFile first = HubRig.file().at(rig.hub.repository(HubRig.REPOSITORY).commit());
    HubRig.fetch(downloads, first);
    rig.hub.repository(HubRig.REPOSITORY).small("config.json", "{\"new\": 1}");
    rig.hub.forget();
    Path second = HubRig.fetch(downloads, HubRig.file());

    assertEquals(List.of(), rig.transfers());
    assertEquals(0, downloads.cache().remove(first), "the other revision still needs the blob");
    assertArrayEquals(rig.bytes, Files.readAllBytes(second));
    assertEquals(100_000, downloads.cache().remove(HubRig.file()));
    assertEquals(List.of(), rig.names());
  }

  @Test
  void whatIsNotHereIsNotFound() {
    HubCache cache = new HubCache(folder.resolve("nowhere"));

    assertTrue(cache.find(HubRig.file()).isEmpty());
    assertTrue(cache.find(HubRig.file().at("0".repeat(40))).isEmpty());
    assertEquals(0, cache.remove(HubRig.file()));
  }

  @Test
  void namesStayInTheCache() {
    for (String path : new String[] {"../a", "/a", "a//b", "a/./b", "a\\b", "c:a", ""}) {
      assertThrows(IllegalArgumentException.class, () -> HubRig.file(path), path);
      assertThrows(IllegalArgumentException.class, () -> HubRig.file().at(path), path);
    }
    for (String repository : new String[] {"a/b/c", "..", "a/..", "/a", "a b/c", "org/a--b", ""}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new HubFile(repository, "main", "a", null, OptionalLong.empty()),
          repository);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new HubFile("a/b", "main", "a", "ABC", OptionalLong.empty()));
  }

  @Test
  void sizesForPeople() {
    assertEquals("999 B", Sizes.text(999));
    assertEquals("1.0 kB", Sizes.text(1000));
    assertEquals("1.0 MB", Sizes.text(999_999));
    assertEquals("3.4 GB", Sizes.text(3_438_167_540L));
  }
}
