package io.github.fpga.tensor;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A memory-mapped checkpoint file: opening it reads its table of contents only, and pages come in
 * when a tensor is used. The format is told by the content, whatever the file's name: safetensors,
 * what {@code torch.save} writes (the ZIP format since 1.6 and the one before), or the JSON index
 * of a checkpoint in several files.
 *
 * <p>A torch file is read by a pickle machine that can build tensors and plain containers and
 * nothing else ({@link TorchGlobals}); its dictionaries become one list of keys joined by dots,
 * below {@code state_dict} where there is such an entry.
 *
 * <p>The tensors belong to the checkpoint, live outside all scopes and must never be written or
 * closed. The mapping is libtorch's own and is counted by reference: it ends when the checkpoint
 * and every tensor and view made from it are gone, so no order of collection leaves a tensor
 * without its memory. Do not shorten a file while it is open; to replace it, move another in its
 * place ({@link AtomicFiles}), which leaves the open one as it was. Safe for use by many threads.
 */
public final class Checkpoint implements WeightSource {

  private final Path file;
  private final Contents contents;
  private final Map<String, Tensor> tensors = new ConcurrentHashMap<>();

  private Checkpoint(Path file, Contents contents) {
    this.file = file;
    this.contents = contents;
  }

  /**
   * Maps a checkpoint file, or all the files of an index.
   *
   * @throws CheckpointException where a file cannot be read, breaks a rule of its format, or asks
   *     for more than tensors
   */
  public static Checkpoint open(Path file) {
    return new Checkpoint(file, CheckpointFormats.read(file));
  }

  /** The file this was opened from. */
  public Path file() {
    return file;
  }

  /** The keys of all tensors, in the order of the file. */
  @Override
  public Set<String> keys() {
    return Collections.unmodifiableSet(contents.tensors().keySet());
  }

  @Override
  public boolean has(String key) {
    return contents.tensors().containsKey(key);
  }

  /**
   * The file's free text by name; empty where it has none. Of a torch file, the text and numbers
   * beside its tensors, such as global_step.
   */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(contents.metadata());
  }

  /** The shape of a tensor; a copy. */
  public long[] shape(String key) {
    return entry(key).shape().clone();
  }

  /** The number format of a tensor. */
  public ScalarType type(String key) {
    return entry(key).type().type;
  }

  /**
   * A tensor, always the same; owned by this checkpoint.
   *
   * @throws CheckpointException where there is no such key
   */
  public Tensor tensor(String key) {
    StoredTensor entry = entry(key);
    return tensors.computeIfAbsent(key, k -> entry.open(k));
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    StoredTensor entry = contents.tensors().get(key);
    if (entry == null) {
      return null;
    }
    MapSource.requireShape(key, entry.shape(), shape);
    return new Mapped(tensor(key), this);
  }

  private StoredTensor entry(String key) {
    StoredTensor entry = contents.tensors().get(key);
    if (entry == null) {
      throw new CheckpointException("%s has no tensor \"%s\"".formatted(file, key));
    }
    return entry;
  }

  @Override
  public String toString() {
    return "%s (%d tensors)".formatted(file, contents.tensors().size());
  }

  /** Holds the checkpoint too, for a reader of heap dumps: the mapping belongs to the tensor. */
  private record Mapped(Tensor value, Checkpoint checkpoint) implements Parameter {}
}
