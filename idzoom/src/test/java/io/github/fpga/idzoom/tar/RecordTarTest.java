package io.github.fpga.idzoom.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.SampleRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTarTest {

  @TempDir Path folder;

  @Property(tries = 40, seed = "1")
  void shardsGiveTheRecordsBack(@ForAll("records") List<PictureRecord> records) throws IOException {
    Path file = Files.createTempFile("records", ".tar");
    try {
      assertEquals(records.size(), RecordTar.write(file, records.iterator()));
      assertEquals(records, RecordTar.readAll(file));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<PictureRecord>> records() {
    return SampleRecords.lists();
  }

  private Path shard(String... names) throws IOException {
    Path file = folder.resolve("shard.tar");
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String name : names) {
        // Keeps what the constructor would tidy up.
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        if (!entry.isDirectory()) {
          entry.setSize(name.length());
        }
        tar.putArchiveEntry(entry);
        if (!entry.isDirectory()) {
          tar.write(name.getBytes(StandardCharsets.US_ASCII));
        }
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  private static String failure(Path file) {
    String message =
        assertThrows(
                RecordFileException.class,
                () -> {
                  try (TarSamples samples = new TarSamples(file)) {
                    while (samples.next().isPresent()) {}
                  }
                })
            .getMessage();
    assertTrue(message.contains(file.toString()), message);
    return message;
  }

  @Test
  void filesOfASampleShareTheNameBeforeTheFirstDot() throws IOException {
    Path file =
        shard("./d/", "./d/a.JPG", "d/a.seg.png", "d/.hidden", "README", "d/b.txt", "b.txt");
    try (TarSamples samples = new TarSamples(file)) {
      TarSample first = samples.next().orElseThrow();
      assertEquals("d/a", first.key());
      assertEquals(List.of("jpg", "seg.png"), List.copyOf(first.parts().keySet()));
      assertEquals("./d/a.JPG", new String(first.parts().get("jpg"), StandardCharsets.US_ASCII));
      assertEquals("d/b", samples.next().orElseThrow().key());
      assertEquals("b", samples.next().orElseThrow().key());
      assertTrue(samples.next().isEmpty());
    }
  }

  @Test
  void hostileNamesAreRefused() throws IOException {
    assertTrue(failure(shard("/etc/a.png")).contains("/etc/a.png: an absolute name"));
    assertTrue(failure(shard("C:/a.png")).contains("absolute"));
    assertTrue(failure(shard("a.txt", "b/../../a.png")).contains("leads out of its folder"));
    assertTrue(failure(shard("..\\a.png")).contains("absolute"));
    assertTrue(failure(shard("a\u0007.png")).contains("unprintable"));
    assertTrue(failure(shard("a".repeat(600) + ".png")).contains("overlong"));
  }

  @Test
  void linksAndDevicesAreRefused() throws IOException {
    for (byte type :
        new byte[] {
          TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO
        }) {
      Path file = folder.resolve("links.tar");
      try (OutputStream out = Files.newOutputStream(file);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        TarArchiveEntry entry = new TarArchiveEntry("a.png", type);
        entry.setLinkName("/etc/passwd");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      assertTrue(failure(file).contains("a.png is no plain file"));
    }
  }

  @Test
  void samplesThatComeTwiceAreRefused() throws IOException {
    assertTrue(failure(shard("a.png", "b.png", "a.txt")).contains("sample a are not together"));
    assertTrue(failure(shard("a.png", "a.PNG")).contains("sample a has its .png twice"));
  }

  @Test
  void hugeFilesAreRefusedBeforeTheyAreRead() throws IOException {
    Path file = shard("a.png");
    byte[] bytes = Files.readAllBytes(file);
    byte[] size = "77777777777\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, bytes, 124, 12);
    Arrays.fill(bytes, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += bytes[i] & 255;
    }
    byte[] check = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, bytes, 148, 8);
    Files.write(file, bytes);
    assertTrue(failure(file).contains("a.png has 8589934591 bytes, the limit is"));
  }

  @Test
  void cutAndForeignFilesAreTold() throws IOException {
    Path file = folder.resolve("cut.tar");
    RecordTar.write(file, LongStream.range(0, 5).mapToObj(SampleRecords::record).iterator());
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length - 10240; length += 512) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertTrue(failure(file).contains("cut short"), length + " bytes");
    }
    Files.write(file, "no tar at all ".repeat(100).getBytes(StandardCharsets.US_ASCII));
    assertTrue(failure(file).contains("no tar file"));
    assertTrue(failure(folder.resolve("none.tar")).contains("no such file"));
  }

  /** Zeros in the place of an entry look like the end of the shard. */
  @Test
  void aHoleIsNotTheEnd() throws IOException {
    Path file = shard("a.png", "b.png", "c.png");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 1024, 2048, (byte) 0);
    Files.write(file, bytes);
    assertTrue(failure(file).contains("more behind its end"));
  }

  @Test
  void idsAreUnique() {
    PictureRecord record = SampleRecords.record(1);
    Path file = folder.resolve("twice.tar");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> RecordTar.write(file, List.of(record, record).iterator()));
    assertTrue(e.getMessage().contains("two records have the id record-1"));
    assertTrue(Files.notExists(file));
  }

  @Test
  void samplesThatAreNoRecordsAreNamed() throws IOException {
    Path file = shard("a.png", "a.txt");
    String message =
        assertThrows(RecordFileException.class, () -> RecordTar.readAll(file)).getMessage();
    assertTrue(message.contains("sample a: there is no .json, only [png, txt]"), message);
    Path foreign = shard("a.json");
    assertTrue(
        assertThrows(RecordFileException.class, () -> RecordTar.readAll(foreign))
            .getMessage()
            .contains("sample a: "));
  }

  @Test
  void equalRecordsGiveEqualBytes() throws IOException {
    Path a = folder.resolve("a.tar");
    Path b = folder.resolve("b.tar");
    RecordTar.write(a, List.of(SampleRecords.record(3)).iterator());
    RecordTar.write(b, List.of(SampleRecords.record(3)).iterator());
    assertEquals(-1, Files.mismatch(a, b));
  }
}
