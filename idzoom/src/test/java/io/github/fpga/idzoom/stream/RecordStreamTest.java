package io.github.fpga.idzoom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.idzoom.record.SampleRecords;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordStreamTest {

  /** The last shard has two groups of rows, one is empty. */
  private static final int[] SIZES = {7, 12, 0, 5, 9, 1, 270};

  private static final RecordFilter ALL = RecordFilter.of(Split.TRAIN);

  @TempDir Path folder;

  /** The dataset that properties read; written once. */
  private static final class Dataset {
    static final Path FOLDER = write();
    static final DatasetShards SHARDS = DatasetShards.open(FOLDER, Split.TRAIN);

    private static Path write() {
      try {
        Path folder = Files.createTempDirectory("stream");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        RecordStreamTest.write(folder, SIZES);
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, int... sizes) throws IOException {
    long first = 0;
    for (int i = 0; i < sizes.length; i++) {
      Path file = folder.resolve(DatasetCard.shard(Split.TRAIN, i, sizes.length));
      List<PictureRecord> records =
          LongStream.range(first, first + sizes[i])
              .mapToObj(seed -> SampleRecords.record(seed).withSplit(Split.TRAIN))
              .toList();
      RecordParquet.write(file, records.iterator());
      first += sizes[i];
    }
  }

  private static List<String> ids(RecordFilter filter, StreamSettings settings, long epoch) {
    return ids(filter, settings, settings.start(epoch));
  }

  private static List<String> ids(
      RecordFilter filter, StreamSettings settings, StreamPosition start) {
    List<String> ids = new ArrayList<>();
    try (RecordStream stream = new RecordStream(Dataset.SHARDS, filter, settings, start)) {
      stream.forEachRemaining(record -> ids.add(record.id()));
    }
    return ids;
  }

  @Property(tries = 40, seed = "1")
  void allRanksTogetherReadEveryRecordOnce(
      @ForAll long seed,
      @ForAll @LongRange(max = 5) long epoch,
      @ForAll @IntRange(min = 1, max = 11) int world,
      @ForAll @IntRange(min = 1, max = 5) int buffer,
      @ForAll boolean shuffled) {
    List<String> all = new ArrayList<>();
    for (int rank = 0; rank < world; rank++) {
      all.addAll(ids(ALL, new StreamSettings(seed, shuffled, rank, world, buffer), epoch));
    }
    assertEquals(Dataset.SHARDS.records(), all.size());
    assertEquals(all.size(), new TreeSet<>(all).size());
  }

  @Property(tries = 60, seed = "2")
  void aResumedStreamGoesOnAsTheUninterruptedOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int world,
      @ForAll @IntRange(min = 1, max = 4) int buffer,
      @ForAll @IntRange(max = 310) int stop) {
    StreamSettings settings = new StreamSettings(seed, true, world - 1, world, buffer);
    List<String> whole = ids(ALL, settings, 3);
    List<String> parts = new ArrayList<>();
    StreamPosition position;
    try (RecordStream stream = new RecordStream(Dataset.SHARDS, ALL, settings, settings.start(3))) {
      while (parts.size() < stop && stream.hasNext()) {
        parts.add(stream.next().id());
      }
      position = StreamPosition.parse(stream.position().toString());
    }
    if (position.epoch() == 3) {
      parts.addAll(ids(ALL, settings, position));
    }
    assertEquals(whole, parts);
  }

  @Test
  void theOrderDependsOnSeedAndEpochAlone() {
    StreamSettings settings = StreamSettings.shuffled(5);
    assertEquals(ids(ALL, settings, 0), ids(ALL, settings, 0));
    assertNotEquals(ids(ALL, settings, 0), ids(ALL, settings, 1));
    assertNotEquals(ids(ALL, settings, 0), ids(ALL, StreamSettings.shuffled(6), 0));
    List<String> stored = LongStream.range(0, 304).mapToObj(i -> "record-" + i).toList();
    assertEquals(stored, ids(ALL, StreamSettings.stored(), 0));
    assertNotEquals(stored, ids(ALL, settings, 0));
  }

  @Test
  void neighboursComeFromDifferentShards() {
    List<String> ids = ids(ALL, new StreamSettings(5, true, 0, 1, 8), 0);
    int together = 0;
    for (int i = 1; i < ids.size(); i++) {
      together += number(ids.get(i)) == number(ids.get(i - 1)) + 1 ? 1 : 0;
    }
    assertTrue(together < 10, together + " of 304 followed each other in the files, too");
  }

  private static long number(String id) {
    return Long.parseLong(id.substring("record-".length()));
  }

  @Test
  void filtersKeepWhatIsWanted() {
    RecordFilter faces = ALL.withZooms(Set.of(Zoom.FACE, Zoom.HALF)).withLeastFace(8);
    List<String> kept = ids(faces, StreamSettings.stored(), 0);
    List<String> expected =
        LongStream.range(0, 304)
            .mapToObj(SampleRecords::record)
            .filter(r -> r.zoom() != Zoom.FULL)
            .filter(r -> r.faces().stream().anyMatch(f -> f.pixelSize() >= 8))
            .map(PictureRecord::id)
            .toList();
    assertEquals(expected, kept);
    assertFalse(kept.isEmpty());
    assertEquals(304, ids(ALL.withLicences(Set.of("CC0-1.0")), StreamSettings.stored(), 0).size());
    assertEquals(0, ids(ALL.withLicences(Set.of("MIT")), StreamSettings.stored(), 0).size());
    assertEquals(0, ids(RecordFilter.of(Split.EVALUATION), StreamSettings.stored(), 0).size());
  }

  @Test
  void theEndOfAnEpochIsTheBeginningOfTheNext() {
    StreamSettings settings = StreamSettings.shuffled(1).withRank(1, 2);
    try (RecordStream stream = new RecordStream(Dataset.SHARDS, ALL, settings, settings.start(0))) {
      stream.forEachRemaining(record -> {});
      assertEquals(settings.start(1), stream.position());
      assertThrows(NoSuchElementException.class, stream::next);
    }
  }

  @Test
  void foreignPositionsAreRefused() {
    StreamSettings settings = StreamSettings.shuffled(1).withRank(1, 2);
    for (StreamPosition foreign :
        List.of(
            new StreamPosition(2, 0, 1, 0),
            new StreamPosition(1, 0, 0, 0),
            new StreamPosition(1, 0, 1, 9999))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new RecordStream(Dataset.SHARDS, ALL, settings, foreign).close());
    }
    assertThrows(IllegalArgumentException.class, () -> StreamPosition.parse("1:2:3"));
    assertThrows(IllegalArgumentException.class, () -> StreamPosition.parse("1:2:3:x"));
    assertThrows(IllegalArgumentException.class, () -> new StreamSettings(1, true, 2, 2, 1));
  }

  @Test
  void incompleteAndDamagedDatasetsNameTheShard() throws IOException {
    assertTrue(refused(folder).contains("a dataset is a folder with Parquet files in data/"));
    write(folder, 4, 4, 4);
    Path second = folder.resolve(DatasetCard.shard(Split.TRAIN, 1, 3));
    byte[] bytes = Files.readAllBytes(second);

    Files.write(second, Arrays.copyOf(bytes, bytes.length / 2));
    assertTrue(refused(folder).contains(second.toString()));

    // The footer is whole, a page is not: it is told when the stream comes there.
    byte[] damaged = bytes.clone();
    damaged[damaged.length / 8] ^= 1;
    Files.write(second, damaged);
    DatasetShards shards = DatasetShards.open(folder, Split.TRAIN);
    StreamSettings settings = StreamSettings.stored();
    try (RecordStream stream = new RecordStream(shards, ALL, settings, settings.start(0))) {
      for (int i = 0; i < 4; i++) {
        stream.next();
      }
      String message = assertThrows(RecordFileException.class, stream::next).getMessage();
      assertTrue(message.contains(second.toString()), message);
    }

    Files.delete(second);
    assertTrue(refused(folder).contains("shard 1 is not beside it"));
    assertTrue(
        assertThrows(RecordFileException.class, () -> DatasetShards.open(folder, Split.EVALUATION))
            .getMessage()
            .contains("0 shards data/evaluation-*.parquet found"));
  }

  private static String refused(Path folder) {
    return assertThrows(RecordFileException.class, () -> DatasetShards.open(folder, Split.TRAIN))
        .getMessage();
  }

  /** However many shards there are: what is done can be collected. */
  @Test
  void noMoreThanTwoBuffersAreInMemory() throws IOException {
    int[] sizes = new int[20];
    Arrays.fill(sizes, 10);
    write(folder, sizes);
    DatasetShards shards = DatasetShards.open(folder, Split.TRAIN);
    StreamSettings settings = new StreamSettings(1, true, 0, 1, 2);
    List<WeakReference<PictureRecord>> seen = new ArrayList<>();
    try (RecordStream stream = new RecordStream(shards, ALL, settings, settings.start(0))) {
      while (stream.hasNext()) {
        seen.add(new WeakReference<>(stream.next()));
      }
      System.gc();
      long alive = seen.stream().filter(record -> record.get() != null).count();
      assertEquals(200, seen.size());
      assertTrue(alive <= 40, alive + " of 200 records are in memory");
    }
  }
}
