package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much can be written to a place. */
@FunctionalInterface
public interface DiskSpace {

  /** What the file system says. */
  DiskSpace REAL = folder -> Files.getFileStore(existing(folder)).getUsableSpace();

  /**
   * The bytes that can be written below a folder, which need not exist.
   *
   * @throws IOException where the system does not say
   */
  long usable(Path folder) throws IOException;

  private static Path existing(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }
}
