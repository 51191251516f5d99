package io.github.fpga.idzoom.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.SampleRecords;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.SourcePicture;
import io.github.fpga.idzoom.tar.RecordTar;
import io.github.fpga.idzoom.tar.TarSample;
import io.github.fpga.idzoom.tar.TarSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  private static final byte[] BMP = {'B', 'M', 1, 2, 3};

  @TempDir Path folder;

  private static String rejection(Outcome<?> outcome) {
    Outcome.Rejected<?> rejected = (Outcome.Rejected<?>) outcome;
    return rejected.reason() + ": " + rejected.detail();
  }

  @Test
  void differentNamesHaveDifferentIds() {
    Set<String> ids = new HashSet<>();
    for (String name :
        List.of("a", "a b", "a_b", "a.b", "a/b", "ä", "ö", "x".repeat(300), "x".repeat(301))) {
      String id = SourceIds.id(name);
      assertEquals(id, PictureRecord.checkId(id));
      assertTrue(ids.add(id), id);
    }
    assertEquals("a_b", SourceIds.id("a_b"));
  }

  @Test
  void shardsOfOthersGiveTheirPictures() throws IOException {
    Path file = folder.resolve("a.tar");
    PictureRecord record = SampleRecords.record(3).withCaption("two people");
    RecordTar.write(file, List.of(record).iterator());
    try (TarSamples samples = new TarSamples(file)) {
      TarSample sample = samples.next().orElseThrow();
      SourcePicture picture = TarPictures.read("a", sample, "CC0-1.0").toOptional().orElseThrow();
      assertEquals("two people", picture.caption());
      assertEquals("a/record-3", picture.provenance().source());
      assertEquals(record.image().sha256(), picture.image().sha256());
    }
    assertEquals(
        "NOT_A_PICTURE: a/k: there is no picture, only [txt]",
        rejection(TarPictures.read("a", new TarSample("k", Map.of("txt", BMP)), "x")));
    assertTrue(
        rejection(TarPictures.read("a", new TarSample("k", Map.of("png", new byte[1])), "x"))
            .startsWith("NOT_A_PICTURE: a/k: 1 bytes"));
  }
}
