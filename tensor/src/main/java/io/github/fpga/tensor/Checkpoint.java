package io.github.fpga.tensor;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A memory-mapped safetensors file: opening it reads the header only, and pages come in when a
 * tensor is used.
 *
 * <p>The tensors belong to the checkpoint, live outside all scopes and must never be written or
 * closed. The mapping is libtorch's own and is counted by reference: it ends when the checkpoint
 * and every tensor and view made from it are gone, so no order of collection leaves a tensor
 * without its memory. Do not shorten a file while it is open; to replace it, move another in its
 * place ({@link AtomicFiles}), which leaves the open one as it was. Safe for use by many threads.
 */
public final class Checkpoint implements WeightSource {

  /** The limit of the format's own reader. */
  private static final long MAX_HEADER = 100_000_000;

  private static final int LENGTH_FIELD = 8;

  private final Path file;
  private final Tensor bytes;
  private final long dataStart;
  private final SafetensorsHeader header;
  private final Map<String, Tensor> tensors = new ConcurrentHashMap<>();

  private Checkpoint(Path file, Tensor bytes, long dataStart, SafetensorsHeader header) {
    this.file = file;
    this.bytes = bytes;
    this.dataStart = dataStart;
    this.header = header;
  }

  /**
   * Maps a .safetensors file.
   *
   * @throws CheckpointException where the file cannot be read or breaks a rule of the format
   */
  public static Checkpoint open(Path file) {
    long size = size(file);
    if (size < LENGTH_FIELD + 2) {
      throw SafetensorsHeader.fault(
          file, size == 0 ? "it is empty" : "it has only %d bytes".formatted(size));
    }
    try (Scope scope = Scope.open()) {
      // The header is read from the mapping, not from a second opening of the path: a file that is
      // replaced meanwhile cannot give the header of one version and the data of another.
      Tensor bytes = map(file, size);
      BytePointer start =
          new BytePointer(bytes.data_ptr()).capacity(Math.min(size, LENGTH_FIELD + MAX_HEADER));
      long length = start.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getLong(0);
      if (length < 0 || length > MAX_HEADER || length > size - LENGTH_FIELD) {
        throw SafetensorsHeader.fault(
            file,
            "it announces a header of %s bytes in a file of %d"
                .formatted(Long.toUnsignedString(length), size));
      }
      byte[] json = new byte[(int) length];
      start.position(LENGTH_FIELD).get(json);
      long dataStart = LENGTH_FIELD + length;
      SafetensorsHeader header = SafetensorsHeader.parse(file, json, size - dataStart);
      return new Checkpoint(file, Scope.own(bytes), dataStart, header);
    }
  }

  private static long size(Path file) {
    if (file.getFileSystem() != FileSystems.getDefault()) {
      throw new CheckpointException(
          "%s lies inside an archive and cannot be mapped; unpack it first".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new CheckpointException("there is no checkpoint file " + file);
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CheckpointException(
          "%s is not a readable file; check the path and its permissions".formatted(file));
    }
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The whole file as bytes, private to this process: nothing written to them reaches the disk. */
  private static Tensor map(Path file, long size) {
    try (BytePointer path = new BytePointer(file.toString(), StandardCharsets.UTF_8);
        BoolOptional shared = new BoolOptional(false);
        LongOptional length = new LongOptional(size);
        TensorOptions options = new TensorOptions(ScalarType.Byte)) {
      return torch.from_file(path, shared, length, options);
    } catch (RuntimeException e) {
      throw new CheckpointException("cannot map %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The file this was opened from. */
  public Path file() {
    return file;
  }

  /** The keys of all tensors, in the order of the file's header. */
  @Override
  public Set<String> keys() {
    return header.entries().keySet();
  }

  @Override
  public boolean has(String key) {
    return header.entries().containsKey(key);
  }

  /** The file's free text by name; empty where it has none. */
  public Map<String, String> metadata() {
    return header.metadata();
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
    SafetensorsHeader.Entry entry = entry(key);
    return tensors.computeIfAbsent(key, k -> view(k, entry));
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    SafetensorsHeader.Entry entry = header.entries().get(key);
    if (entry == null) {
      return null;
    }
    MapSource.requireShape(key, entry.shape(), shape);
    return new Mapped(tensor(key), this);
  }

  private SafetensorsHeader.Entry entry(String key) {
    SafetensorsHeader.Entry entry = header.entries().get(key);
    if (entry == null) {
      throw new CheckpointException("%s has no tensor \"%s\"".formatted(file, key));
    }
    return entry;
  }

  private Tensor view(String key, SafetensorsHeader.Entry entry) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      long begin = dataStart + entry.begin();
      Tensor raw = bytes.narrow(0, begin, entry.end() - entry.begin());
      if (begin % entry.type().bytes != 0) {
        raw = raw.clone();
      }
      if (entry.type() == StoredType.BOOL) {
        requireTruthValues(key, raw);
      }
      return Scope.own(raw.view(entry.type().type).view(entry.shape()));
    }
  }

  /** Other values than 0 and 1 in a boolean are undefined behaviour in libtorch. */
  private void requireTruthValues(String key, Tensor raw) {
    if (raw.numel() > 0 && Tensors.scalar(raw.max()) > 1) {
      throw SafetensorsHeader.fault(file, key, "has values other than 0 and 1 in a BOOL tensor");
    }
  }

  @Override
  public String toString() {
    return "%s (%d tensors)".formatted(file, header.entries().size());
  }

  /** Holds the checkpoint too, for a reader of heap dumps: the mapping belongs to the tensor. */
  private record Mapped(Tensor value, Checkpoint checkpoint) implements Parameter {}
}
