package io.github.fpga.idzoom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.record.SampleRecords;
import io.github.fpga.idzoom.record.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of several licences in one dataset. */
class RecordFilterTest {

  private static final List<String> LICENCES = List.of("CC-BY-4.0", "CC0-1.0", "research only");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    List<PictureRecord> records = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      records.add(licensed(SampleRecords.record(i), LICENCES.get(i % LICENCES.size())));
    }
    RecordParquet.write(folder.resolve(DatasetCard.shard(Split.TRAIN, 0, 1)), records.iterator());
  }

  private static PictureRecord licensed(PictureRecord record, String licence) {
    return new PictureRecord(
        record.id(),
        record.image(),
        record.width(),
        record.height(),
        record.caption(),
        new Provenance("test", licence),
        record.perceptualHash(),
        Split.TRAIN,
        record.zoom(),
        record.style(),
        record.people(),
        record.faces());
  }

  private List<String> read(Set<String> licences) {
    List<String> read = new ArrayList<>();
    StreamSettings settings = StreamSettings.stored();
    try (RecordStream stream =
        new RecordStream(
            DatasetShards.open(folder, Split.TRAIN),
            RecordFilter.of(Split.TRAIN).withLicences(licences),
            settings,
            settings.start(0))) {
      stream.forEachRemaining(record -> read.add(record.id().replace("record-", "")));
    }
    return read;
  }

  @Test
  void onlyTheNamedLicencesAreRead() {
    assertEquals(List.of("1", "4", "7"), read(Set.of("CC0-1.0")));
    assertEquals(List.of("0", "1", "3", "4", "6", "7"), read(Set.of("CC0-1.0", "CC-BY-4.0")));
    // Names are compared as a whole.
    assertEquals(List.of(), read(Set.of("CC-BY")));
    assertEquals(9, read(Set.of()).size());
  }
}
