package io.github.fpga.training.data;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.idzoom.stream.RecordStream;
import io.github.fpga.idzoom.stream.StreamPosition;
import io.github.fpga.idzoom.stream.StreamSettings;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.Tensor;

/**
 * Shards made from the records of a dataset, all or a rank's share: recipes draw from the shards at
 * random. A build that was stopped goes on at the record after the last finished shard.
 */
final class StreamedRows implements AutoCloseable {

  private final DatasetShards dataset;
  private final RecordFilter filter;
  private final StreamSettings settings;
  private final int perShard;
  private final Function<PictureRecord, List<Map<String, Tensor>>> rows;
  private RecordStream stream;

  /**
   * @param settings of the order, in which a rank has its share
   * @param perShard samples from which on a shard is full
   * @param rows the samples of a record, none or several
   */
  StreamedRows(
      DatasetShards dataset,
      RecordFilter filter,
      StreamSettings settings,
      int perShard,
      Function<PictureRecord, List<Map<String, Tensor>>> rows) {
    this.dataset = dataset;
    this.filter = filter;
    this.settings = settings;
    this.perShard = perShard;
    this.rows = rows;
  }

  /** Opens the shards of a folder, making first what is missing. */
  Shards build(Path folder, IntConsumer progress) {
    String origin = "%s of %s".formatted(filter, dataset.fingerprint());
    if (settings.world() > 1) {
      origin += ", share %d of %d".formatted(settings.rank(), settings.world());
    }
    return Shards.grow(folder, origin, this::part, progress);
  }

  private Shards.Part part(String from) {
    StreamPosition position = from.isEmpty() ? settings.start(0) : StreamPosition.parse(from);
    if (stream == null || !stream.position().equals(position)) {
      close();
      stream = new RecordStream(dataset, filter, settings, position);
    }
    Map<String, List<Tensor>> columns = new LinkedHashMap<>();
    int count = 0;
    while (count < perShard && stream.hasNext()) {
      for (Map<String, Tensor> row : rows(stream.next())) {
        row.forEach(
            (key, value) -> columns.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
        count++;
      }
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    columns.forEach((key, list) -> arrays.put(key, Tensors.stack(0, list)));
    return new Shards.Part(arrays, stream.position().toString(), !stream.hasNext());
  }

  private List<Map<String, Tensor>> rows(PictureRecord record) {
    try {
      return rows.apply(record);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: record %s: %s".formatted(dataset.dataset(), record.id(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
