package io.github.fpga.idzoom.stream;

import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stream.DatasetShards.RowGroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The records of one epoch of a dataset, or what is left of it. For one thread.
 *
 * <p>The groups of rows of all shards come in an order that seed and epoch determine, and ranks
 * take turns: each reads whole groups, and together they read every record once. A rank fills a
 * buffer with several of its groups, shuffles it, and empties it, while a thread reads the next
 * one. So the order is a function of the settings and the epoch alone, and {@link #position()}
 * continues it exactly after reading one buffer again.
 *
 * <p>Methods throw {@link io.github.fpga.idzoom.record.RecordFileException} with the shard's name
 * when they come to a damaged one.
 */
public final class RecordStream implements Iterator<PictureRecord>, AutoCloseable {

  private final List<RowGroup> groups;
  private final RecordFilter filter;
  private final StreamSettings settings;
  private final long epoch;
  private final int[] order;
  private final ExecutorService thread;
  private Future<List<PictureRecord>> ahead;
  private List<PictureRecord> buffer;
  private int group;
  private int record;

  /**
   * @param start {@link StreamSettings#start} or where another stream of the same dataset, filter
   *     and settings stood
   * @throws IllegalArgumentException if such a stream could not have stood there
   */
  public RecordStream(
      DatasetShards shards, RecordFilter filter, StreamSettings settings, StreamPosition start) {
    this.groups = shards.rowGroups();
    this.filter = filter;
    this.settings = settings;
    this.epoch = start.epoch();
    this.order = settings.order(epoch, groups.size());
    this.group = start.group();
    this.record = start.record();
    if (start.seed() != settings.seed() || (group - settings.rank()) % stride() != 0) {
      throw new IllegalArgumentException(
          "position %s does not belong to %s: resume with the same settings"
              .formatted(start, settings));
    }
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread reader = new Thread(work, "record-stream");
              reader.setDaemon(true);
              return reader;
            });
    readAhead(group);
    try {
      take();
      if (record > buffer.size()) {
        throw new IllegalArgumentException(
            "position %s: its buffer has %d records; the dataset or the filter is another"
                .formatted(start, buffer.size()));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How far apart the buffers of this rank are in the order of groups. */
  private int stride() {
    return Math.multiplyExact(settings.world(), settings.buffer());
  }

  private void readAhead(int from) {
    ahead = thread.submit(() -> read(from));
  }

  /** The next buffer becomes the current one, and the one after it is begun. */
  private void take() {
    try {
      buffer = ahead.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the reader of a dataset failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reading a dataset was interrupted", e);
    }
    if (group < order.length - stride()) {
      readAhead(group + stride());
    }
  }

  /** What the buffer that begins at a place holds, in the order in which it is emptied. */
  private List<PictureRecord> read(int from) {
    List<PictureRecord> found = new ArrayList<>();
    for (int i = 0; i < settings.buffer(); i++) {
      int place = from + i * settings.world();
      if (place < order.length) {
        RowGroup next = groups.get(order[place]);
        try (RecordParquetReader reader = new RecordParquetReader(next.file())) {
          reader.rowGroup(next.index()).stream().filter(filter).forEach(found::add);
        }
      }
    }
    if (!settings.shuffled()) {
      return found;
    }
    int[] shuffled = IntStream.range(0, found.size()).toArray();
    settings.shuffle(shuffled, epoch, 1L + from);
    return IntStream.of(shuffled).mapToObj(found::get).toList();
  }

  @Override
  public boolean hasNext() {
    while (record == buffer.size() && group < order.length - stride()) {
      group += stride();
      take();
      record = 0;
    }
    return record < buffer.size();
  }

  @Override
  public PictureRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch is over, the next begins at " + position());
    }
    return buffer.get(record++);
  }

  /** Where the next record is: when the epoch is over, the beginning of the next one. */
  public StreamPosition position() {
    return hasNext()
        ? new StreamPosition(settings.seed(), epoch, group, record)
        : settings.start(epoch + 1);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
