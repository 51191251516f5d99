package io.github.fpga.cli.e2e;

import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundled family as a folder, for tests that take files of it away or damage them. */
final class TestFamily {

  private static final Path FOLDER = write();

  private TestFamily() {}

  /** The folder, written once per process. */
  static Path folder() {
    return FOLDER;
  }

  private static Path write() {
    try {
      Path folder = Files.createTempDirectory("fpga-family");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      ModelSet bundled = ModelSet.micro();
      for (ModelFile file : ModelFile.values()) {
        Files.copy(bundled.path(file), folder.resolve(file.fileName()));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    for (ModelFile file : ModelFile.values()) {
      folder.resolve(file.fileName()).toFile().delete();
    }
    folder.toFile().delete();
  }
}
