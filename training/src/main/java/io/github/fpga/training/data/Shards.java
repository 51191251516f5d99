package io.github.fpga.training.data;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * Named arrays whose first dimension counts samples, cut into safetensors files of equal length and
 * memory-mapped.
 */
public final class Shards {

  private final List<Checkpoint> files;
  private final int perShard;

  private Shards(List<Checkpoint> files, int perShard) {
    this.files = files;
    this.perShard = perShard;
  }

  /**
   * Opens a folder of shards, making first those that are not there; so an interrupted build goes
   * on where it stopped.
   *
   * @param count number of shards
   * @param build makes the arrays of one shard, a pure function of its number; called in a scope
   * @param progress told the number of every finished shard
   */
  public static Shards build(
      Path folder, int count, IntFunction<Map<String, Tensor>> build, IntConsumer progress) {
    List<Checkpoint> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("shard-%05d.safetensors".formatted(i));
      if (!Files.exists(file)) {
        try (Scope scope = Scope.open()) {
          Safetensors.write(file, build.apply(i), Map.of());
        }
      }
      files.add(Checkpoint.open(file));
      progress.accept(i);
    }
    Checkpoint first = files.get(0);
    return new Shards(files, (int) first.shape(first.keys().iterator().next())[0]);
  }

  /** Number of samples. */
  public int size() {
    return files.size() * perShard;
  }

  /** Number of samples per file. */
  public int perShard() {
    return perShard;
  }

  /** Whether the shards have an array of this name. */
  public boolean has(String key) {
    return files.get(0).keys().contains(key);
  }

  /** One sample's array: a view of mapped memory, never to be written. */
  public Tensor row(String key, int index) {
    return files.get(index / perShard).tensor(key).select(0, index % perShard);
  }

  /** The arrays of several samples, stacked; belongs to the current scope. */
  public Tensor batch(String key, int... indices) {
    List<Tensor> rows = new ArrayList<>();
    for (int index : indices) {
      rows.add(row(key, index));
    }
    return Tensors.stack(0, rows);
  }
}
