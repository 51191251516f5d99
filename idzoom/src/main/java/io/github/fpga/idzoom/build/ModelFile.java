package io.github.fpga.idzoom.build;

import io.github.fpga.tensor.Checksums;
import java.nio.file.Path;

/**
 * A network's file that does not come with this project.
 *
 * @param address where it is, for every machine of a build
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record ModelFile(String address, String sha256) {

  public ModelFile {
    if (address.isBlank() || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a model file has an address and a SHA-256 of 64 digits, got \"%s\" and \"%s\""
              .formatted(address, sha256));
    }
  }

  /** A file on this machine. */
  public static ModelFile of(Path file) {
    return new ModelFile(file.toAbsolutePath().toString(), Checksums.sha256(file));
  }

  /**
   * Makes sure that a machine has the very file.
   *
   * @param here the file, or a copy of it
   * @throws IllegalArgumentException if it is another one
   */
  public void require(Path here) {
    String found = Checksums.sha256(here);
    if (!found.equals(sha256)) {
      throw new IllegalArgumentException(
          "%s has the SHA-256 %s, but the dataset is built with %s: put the same file there"
              .formatted(address, found, sha256));
    }
  }
}
