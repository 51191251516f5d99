package io.github.fpga.pipelines.hub;

import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Gives a file a second name: by a relative symbolic link, where that is impossible (Windows
 * without developer mode, some network drives) by a hard link, else by a copy.
 */
final class Links {

  private final Maker symbolic;
  private final Maker hard;

  /** Makes a link. */
  @FunctionalInterface
  interface Maker {
    void make(Path link, Path target) throws IOException;
  }

  Links() {
    this(
        (link, target) ->
            Files.createSymbolicLink(
                link, link.toAbsolutePath().getParent().relativize(target.toAbsolutePath())),
        Files::createLink);
  }

  /** For file systems of other abilities. */
  Links(Maker symbolic, Maker hard) {
    this.symbolic = symbolic;
    this.hard = hard;
  }

  /** The name appears at once, in place of an older one. */
  void link(Path name, Path target) throws IOException {
    Files.createDirectories(name.getParent());
    if (!move(symbolic, name, target) && !move(hard, name, target)) {
      AtomicFiles.write(
          name, file -> Files.copy(target, file, StandardCopyOption.REPLACE_EXISTING));
    }
  }

  private static boolean move(Maker maker, Path name, Path target) throws IOException {
    Path temporary = name.resolveSibling("." + UUID.randomUUID() + ".link");
    try {
      maker.make(temporary, target);
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
    try {
      Files.move(
          temporary, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } finally {
      // Renaming a hard link onto another name of the same file does nothing, by POSIX.
      Files.deleteIfExists(temporary);
    }
  }
}
