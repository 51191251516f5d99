package io.github.fpga.cli.run;

import io.github.fpga.tensor.Checksums;
import java.nio.file.Path;

/**
 * A file that a picture was made from.
 *
 * @param path as given
 * @param sha256 of its contents
 */
public record SourceFile(String path, String sha256) {

  /** Notes what a file holds now. */
  public static SourceFile of(Path file) {
    if (!java.nio.file.Files.isRegularFile(file)) {
      throw new IllegalArgumentException("no such picture file: " + file);
    }
    return new SourceFile(file.toString(), Checksums.sha256(file));
  }

  /**
   * The file, if it is still the same.
   *
   * @throws IllegalArgumentException where it is missing or has changed
   */
  public Path requireSame() {
    Path file = Path.of(path);
    SourceFile now = of(file);
    if (!now.equals(this)) {
      throw new IllegalArgumentException(
          "%s has changed since (SHA-256 %s, it was %s): the picture cannot be made again"
              .formatted(path, now.sha256, sha256));
    }
    return file;
  }
}
