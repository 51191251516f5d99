package io.github.fpga.tensor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Tells the formats of checkpoint files apart by their first bytes; names mean nothing. */
final class CheckpointFormats {

  private static final int START = 64;

  private CheckpointFormats() {}

  /** The contents of a file, or of all the files that an index names. */
  static Contents read(Path path) {
    MappedFile file = MappedFile.open(path);
    ByteBuffer start = file.buffer(0, START);
    return ShardIndex.starts(start) && !SafetensorsFile.starts(start, file.size())
        ? ShardIndex.read(file)
        : readSingle(file);
  }

  /** The contents of a file that is no index. */
  static Contents readSingle(MappedFile file) {
    ByteBuffer start = file.buffer(0, START);
    if (SafetensorsFile.starts(start, file.size())) {
      return SafetensorsFile.read(file);
    }
    if (ZipDirectory.starts(start)) {
      return TorchZip.read(file);
    }
    if (TorchLegacy.starts(start)) {
      return TorchLegacy.read(file);
    }
    String text = StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString();
    if (text.startsWith("version https://git-lfs")) {
      throw new CheckpointException(
          "%s is a Git LFS pointer, not the checkpoint itself; run `git lfs pull` or download the file"
              .formatted(file));
    }
    if (text.stripLeading().startsWith("<")) {
      throw new CheckpointException(
          "%s is a web page, not a checkpoint; download the file itself".formatted(file));
    }
    return SafetensorsFile.read(file);
  }
}
