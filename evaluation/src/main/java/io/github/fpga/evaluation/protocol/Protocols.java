package io.github.fpga.evaluation.protocol;

import io.github.fpga.pipelines.run.StrictJson;
import io.github.fpga.tensor.Checksums;
import io.github.fpga.tensor.ResourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Protocol files, read by the rules of {@link StrictJson}. */
public final class Protocols {

  /** The suites that have a protocol here. */
  public static final List<String> SUITES =
      List.of("comparison", "restoration", "swap", "ablation");

  private Protocols() {}

  /**
   * The bundled protocol of a suite.
   *
   * @throws IllegalArgumentException for another suite
   */
  public static Protocol of(String suite) {
    return read(file(suite));
  }

  /** The SHA-256 of a suite's bundled file: equal where the protocols are. */
  public static String checksum(String suite) {
    return Checksums.sha256(file(suite));
  }

  private static Path file(String suite) {
    if (!SUITES.contains(suite)) {
      throw new IllegalArgumentException(
          "unknown suite '%s', known: %s".formatted(suite, String.join(", ", SUITES)));
    }
    return ResourceFiles.of(Protocols.class, suite + ".json");
  }

  /**
   * A protocol from its file.
   *
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static Protocol read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * A protocol from its text.
   *
   * @param name of the text, for errors
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static Protocol parse(String text, String name) {
    return StrictJson.parse(text, name + " is no protocol", Protocol.class);
  }

  /** The text of a protocol, with keys in the order of the components. */
  public static String text(Protocol protocol) {
    return StrictJson.text(protocol);
  }
}
