package io.github.fpga.faces.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Model files that are not part of the project, in the folder {@code models.dir}. */
public final class PublicModels {

  private PublicModels() {}

  /** The first file whose name starts like this. */
  public static Path find(String start) {
    Path folder = Path.of(System.getProperty("models.dir", ""));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + start + "* in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
