package io.github.fpga.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the samples are. */
public final class Places {

  private Places() {}

  /**
   * A file or folder of the samples, relative to the working folder where it lies below it.
   *
   * @throws IllegalArgumentException where it is missing
   */
  public static Path sample(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getProperty("fpga.home", "")).toAbsolutePath();
    Path sample = home.resolve("samples").resolve(name).normalize();
    if (!Files.exists(sample)) {
      throw new IllegalArgumentException(
          "%s is missing: run the demo from a clone of the repository".formatted(sample));
    }
    return sample.startsWith(here) ? here.relativize(sample) : sample;
  }
}
