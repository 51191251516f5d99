package io.github.fpga.tensor;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the table of contents of a safetensors file. */
final class SafetensorsFile {

  /** The limit of the format's own reader. */
  private static final long MAX_HEADER = 100_000_000;

  private static final int LENGTH_FIELD = 8;

  private SafetensorsFile() {}

  /** Whether the file starts as the format does: a possible length, then a JSON object. */
  static boolean starts(ByteBuffer start, long size) {
    if (start.limit() <= LENGTH_FIELD) {
      return false;
    }
    long length = start.getLong(0);
    return length > 0
        && length <= Math.min(MAX_HEADER, size - LENGTH_FIELD)
        && start.get(LENGTH_FIELD) == '{';
  }

  /**
   * Reads and checks the header.
   *
   * @throws CheckpointException where the file breaks a rule of the format
   */
  static Contents read(MappedFile file) {
    long size = file.size();
    if (size < LENGTH_FIELD + 2) {
      throw SafetensorsHeader.fault(file, "it has only %d bytes".formatted(size));
    }
    // The header is read from the mapping, not from a second opening of the path: a file that is
    // replaced meanwhile cannot give the header of one version and the data of another.
    ByteBuffer start = file.buffer(0, LENGTH_FIELD + MAX_HEADER);
    long length = start.getLong();
    if (length < 0 || length > MAX_HEADER || length > size - LENGTH_FIELD) {
      throw SafetensorsHeader.fault(
          file,
          "it announces a header of %s bytes in a file of %d"
              .formatted(Long.toUnsignedString(length), size));
    }
    byte[] json = new byte[(int) length];
    start.get(json);
    long dataStart = LENGTH_FIELD + length;
    SafetensorsHeader header = SafetensorsHeader.parse(file, json, size - dataStart);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    header
        .entries()
        .forEach(
            (key, entry) ->
                tensors.put(
                    key,
                    new StoredTensor(
                        file,
                        entry.type(),
                        entry.shape(),
                        null,
                        dataStart + entry.begin(),
                        entry.end() - entry.begin())));
    return new Contents(tensors, header.metadata());
  }
}
