package io.github.fpga.training.data;

import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;

/** Named arrays whose first dimension counts samples, cut into safetensors files, memory-mapped. */
public final class Shards {

  private static final String ORIGIN = "origin";
  private static final String NEXT = "next";
  private static final String LAST = "last";

  private final List<Checkpoint> files;

  /** The first sample of every file, and the number of all samples. */
  private final int[] starts;

  private Shards(List<Checkpoint> files) {
    this.files = files;
    starts = new int[files.size() + 1];
    for (int i = 0; i < files.size(); i++) {
      Checkpoint file = files.get(i);
      starts[i + 1] = starts[i] + (int) file.shape(file.keys().iterator().next())[0];
    }
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
      Path file = file(folder, i);
      if (!Files.exists(file)) {
        try (Scope scope = Scope.open()) {
          Safetensors.write(file, build.apply(i), Map.of());
        }
      }
      files.add(Checkpoint.open(file));
      progress.accept(i);
    }
    return new Shards(files);
  }

  private static Path file(Path folder, int index) {
    return folder.resolve("shard-%05d.safetensors".formatted(index));
  }

  /**
   * A shard of samples that come one after the other.
   *
   * @param arrays empty if there are no more samples
   * @param next where the following shard begins
   * @param last whether there is none
   */
  public record Part(Map<String, Tensor> arrays, String next, boolean last) {}

  /**
   * As {@link #build} for samples whose number is not known: every file says where the next one
   * begins, so an interrupted build goes on there.
   *
   * @param origin what the samples are made from
   * @param build makes the shard that begins somewhere, at first at the empty text; called in a
   *     scope
   * @throws IllegalArgumentException if the folder holds shards of another origin, or if there is
   *     no sample at all
   */
  public static Shards grow(
      Path folder, String origin, Function<String, Part> build, IntConsumer progress) {
    List<Checkpoint> files = new ArrayList<>();
    String next = "";
    boolean last = false;
    while (!last) {
      Path file = file(folder, files.size());
      if (!Files.exists(file)) {
        try (Scope scope = Scope.open()) {
          Part part = build.apply(next);
          if (part.arrays().isEmpty()) {
            break;
          }
          Map<String, String> metadata =
              Map.of(ORIGIN, origin, NEXT, part.next(), LAST, Boolean.toString(part.last()));
          Safetensors.write(file, part.arrays(), metadata);
        }
      }
      Checkpoint opened = Checkpoint.open(file);
      if (!origin.equals(opened.metadata().get(ORIGIN))) {
        throw new IllegalArgumentException(
            "%s was made from other data: remove %s or choose another workspace"
                .formatted(file, folder));
      }
      next = opened.metadata().get(NEXT);
      last = Boolean.parseBoolean(opened.metadata().get(LAST));
      files.add(opened);
      progress.accept(files.size() - 1);
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "no samples for %s: nothing fits in the dataset (%s)".formatted(folder, origin));
    }
    return new Shards(files);
  }

  /** Number of samples. */
  public int size() {
    return starts[files.size()];
  }

  /** Number of files. */
  public int count() {
    return files.size();
  }

  /** The first sample of a file; of the file after the last, the number of all. */
  public int start(int file) {
    return starts[file];
  }

  /** Whether the shards have an array of this name. */
  public boolean has(String key) {
    return files.get(0).keys().contains(key);
  }

  /** One sample's array: a view of mapped memory, never to be written. */
  public Tensor row(String key, int index) {
    int found = Arrays.binarySearch(starts, index);
    int file = found >= 0 ? found : -found - 2;
    return files.get(file).tensor(key).select(0, index - starts[file]);
  }

  /** One array of all samples, in memory; belongs to the current scope. */
  public Tensor column(String key) {
    return Tensors.cat(0, files.stream().map(file -> file.tensor(key)).toList());
  }

  /** The arrays of several samples, stacked, on the engine's device, in the current scope. */
  public Tensor batch(String key, int... indices) {
    List<Tensor> rows = new ArrayList<>();
    for (int index : indices) {
      rows.add(row(key, index));
    }
    return Engine.place(Tensors.stack(0, rows));
  }
}
