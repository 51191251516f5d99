package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What is there of a blob: {@code ETAG.incomplete}, and beside it, in {@code ETAG.incomplete.from},
 * the validator of the server that sent it. A file server behind the hub has ETags of its own, so
 * the blob's name cannot be the condition of a resumed download.
 */
final class PartialFile {

  private final Path blob;
  private final Path bytes;
  private final Path validator;
  private final Opener opener;

  /** Opens a file to be written at its end. */
  @FunctionalInterface
  interface Opener {

    /** The file system's. */
    Opener REAL =
        file -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    WritableByteChannel open(Path file) throws IOException;
  }

  PartialFile(Path blob, Opener opener) {
    this.blob = blob;
    this.opener = opener;
    bytes = blob.resolveSibling(blob.getFileName() + ".incomplete");
    validator = blob.resolveSibling(blob.getFileName() + ".incomplete.from");
  }

  Path bytes() {
    return bytes;
  }

  long size() throws IOException {
    return Files.exists(bytes) ? Files.size(bytes) : 0;
  }

  /** A strong ETag, with its quotes. */
  Optional<String> validator() throws IOException {
    return Files.exists(validator) ? Optional.of(Files.readString(validator)) : Optional.empty();
  }

  /** Starts anew with what a server sends. */
  void restart(Optional<String> etag) throws IOException {
    discard();
    Files.createDirectories(blob.getParent());
    if (etag.filter(e -> e.startsWith("\"")).isPresent()) {
      Files.writeString(validator, etag.get());
    }
  }

  WritableByteChannel append() throws IOException {
    Files.createDirectories(blob.getParent());
    return opener.open(bytes);
  }

  void discard() throws IOException {
    Files.deleteIfExists(bytes);
    Files.deleteIfExists(validator);
  }

  /** All is there and checked: the blob appears, its bytes being on the disk before its name. */
  void complete() throws IOException {
    try (FileChannel channel = FileChannel.open(bytes, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(bytes, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(validator);
  }
}
