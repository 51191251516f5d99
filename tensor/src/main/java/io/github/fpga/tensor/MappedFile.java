package io.github.fpga.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A whole file as a tensor of bytes, mapped privately: nothing written to it reaches the disk. The
 * mapping is libtorch's own and ends when this object and every view of the bytes are gone.
 */
final class MappedFile {

  private final Path path;
  private final long size;
  private final Tensor bytes;

  private MappedFile(Path path, long size, Tensor bytes) {
    this.path = path;
    this.size = size;
    this.bytes = bytes;
  }

  /**
   * Maps a file.
   *
   * @throws CheckpointException where there is none, or it is empty or cannot be read or mapped
   */
  static MappedFile open(Path path) {
    long size = sizeOf(path);
    if (size == 0) {
      throw new CheckpointException("%s is empty; fetch or write it again".formatted(path));
    }
    try (Scope scope = Scope.open();
        BytePointer name = new BytePointer(path.toString(), StandardCharsets.UTF_8);
        BoolOptional shared = new BoolOptional(false);
        LongOptional length = new LongOptional(size);
        TensorOptions options = new TensorOptions(ScalarType.Byte)) {
      return new MappedFile(path, size, Scope.own(torch.from_file(name, shared, length, options)));
    } catch (RuntimeException e) {
      throw new CheckpointException("cannot map %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static long sizeOf(Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new CheckpointException(
          "%s lies inside an archive and cannot be mapped; unpack it first".formatted(path));
    }
    if (!Files.exists(path)) {
      throw new CheckpointException("there is no checkpoint file " + path);
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new CheckpointException(
          "%s is not a readable file; check the path and its permissions".formatted(path));
    }
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /**
   * A window on the mapping, little-endian; this object must outlive it.
   *
   * @param begin where it starts, inside the file
   * @param length at most this many bytes, less where the file ends sooner
   */
  ByteBuffer buffer(long begin, long length) {
    long end = Math.min(size, begin + Math.min(length, Integer.MAX_VALUE));
    if (end <= begin) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    try (Scope scope = Scope.open()) {
      return new BytePointer(bytes(begin, end - begin).data_ptr())
          .capacity(end - begin)
          .asByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Some of the bytes as a view of the mapping, owned by the caller's scope. */
  Tensor bytes(long begin, long length) {
    return bytes.narrow(0, begin, length);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
