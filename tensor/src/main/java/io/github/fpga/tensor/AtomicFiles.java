package io.github.fpga.tensor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are there whole or not at all. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** Something that writes a file. */
  @FunctionalInterface
  public interface Writer {
    void write(Path file) throws IOException;
  }

  /**
   * Lets the writer fill a temporary file beside the target and moves it there; whatever goes
   * wrong, an older target stays as it was and nothing half-written remains. The data is on the
   * disk before the name is.
   */
  public static void write(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    // Not Files.createTempFile, which denies the file to everybody but its owner.
    Path temporary =
        absolute.resolveSibling(
            "." + absolute.getFileName() + "." + UUID.randomUUID() + ".partial");
    Files.createFile(temporary);
    try {
      writer.write(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  public static void writeString(Path target, String text) throws IOException {
    write(target, file -> Files.writeString(file, text));
  }
}
