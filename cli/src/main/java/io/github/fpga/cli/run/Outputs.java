package io.github.fpga.cli.run;

import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.run.Rendered;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Checks places for results before the work, and writes results afterwards. */
public final class Outputs {

  private Outputs() {}

  /**
   * Checks that a PNG can be written.
   *
   * @throws IllegalArgumentException saying why it cannot
   */
  public static void requirePng(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png")) {
      throw new IllegalArgumentException(
          "pictures are written as PNG: %s should end with .png".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("%s is a folder, give a file name".formatted(file));
    }
    requireFolder(file.toAbsolutePath().getParent());
  }

  /**
   * Checks that files can be written into a folder, which need not exist.
   *
   * @throws IllegalArgumentException saying why they cannot
   */
  public static void requireFolder(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw new IllegalArgumentException(
          "cannot write into %s: %s is no folder; choose another place with -o"
              .formatted(folder, there));
    }
    if (!Files.isWritable(there)) {
      throw new IllegalArgumentException(
          "cannot write into %s: %s may not be written to; choose another place with -o"
              .formatted(folder, there));
    }
  }

  /** Writes a picture with its provenance and names the file on standard output. */
  public static void write(App app, Path file, Rendered result) {
    write(app, file, result.image(), result.pngText());
  }

  /**
   * Writes a picture with text entries and names the file on standard output.
   *
   * @throws java.io.UncheckedIOException where it cannot be written; nothing is left behind then
   */
  public static void write(App app, Path file, BufferedImage image, Map<String, String> text) {
    try {
      Pictures.writePng(file, image, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot write " + file, e);
    }
    app.out().println(file);
  }
}
