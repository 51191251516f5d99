package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.cli.Main;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Terminal;
import io.github.fpga.faces.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Command lines within the test's process, which loads the models once. */
final class Cli {

  private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
  private static final ByteArrayOutputStream ERR = new ByteArrayOutputStream();
  private static final App APP =
      new App(
          new PrintStream(OUT, true, StandardCharsets.UTF_8),
          new PrintStream(ERR, true, StandardCharsets.UTF_8),
          Terminal.NONE);

  static {
    System.setProperty("fpga.models", TestFamily.folder().toString());
  }

  private Cli() {}

  /** What a command said and how it ended. */
  record Result(int code, String out, String err) {

    /** The same where the command worked. */
    Result ok() {
      assertEquals(0, code, err);
      return this;
    }

    /** Checks for one clear message without a stack trace. */
    Result refused(String... parts) {
      assertEquals(2, code, err);
      assertFalse(err.contains("\tat "), err);
      assertFalse(err.contains("Exception"), err);
      for (String part : parts) {
        assertTrue(err.contains(part), () -> "'" + part + "' is not in: " + err);
      }
      return this;
    }
  }

  /** Runs a command; arguments become strings. */
  static synchronized Result run(Object... arguments) {
    OUT.reset();
    ERR.reset();
    APP.debug(false);
    String[] args = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int code = Main.run(APP, args);
    return new Result(
        code, OUT.toString(StandardCharsets.UTF_8), ERR.toString(StandardCharsets.UTF_8));
  }

  /** A portrait of the repository's samples. */
  static Path sample(String name) {
    return Path.of("..", "samples", "people", name + ".png").toAbsolutePath().normalize();
  }

  /** A scene of two people, each face found by the detector. */
  static Path sceneOfTwo(Path folder) {
    run("world", "--seed", 4, "--people", 2, "--shot", "half", "--style", "shaded", "-o", folder)
        .ok();
    return folder.resolve("scene-4.png");
  }

  static void assertSameBytes(Path a, Path b) {
    try {
      assertEquals(-1, Files.mismatch(a, b), () -> a + " and " + b + " differ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int[] pixels(Path file) {
    return Pictures.pixels(Pictures.read(file));
  }

  /** The names of everything in a folder, sorted, half-written files included. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
