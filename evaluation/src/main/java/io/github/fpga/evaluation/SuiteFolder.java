package io.github.fpga.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.evaluation.protocol.Protocols;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code protocol.json} of a suite's folder: what its pictures belong to. */
final class SuiteFolder {

  private static final String NAME = "protocol.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SuiteFolder() {}

  /**
   * Writes the file.
   *
   * @throws IllegalArgumentException where the folder belongs to another protocol
   */
  static void claim(SuiteRequest request, Map<String, String> facts) {
    Path file = request.output().resolve(NAME);
    try {
      JsonNode protocol = JSON.readTree(Protocols.text(request.protocol()));
      if (Files.exists(file) && !JSON.readTree(file.toFile()).path("protocol").equals(protocol)) {
        throw new IllegalArgumentException(
            "%s holds pictures of another protocol (see %s): choose another folder"
                .formatted(request.output(), NAME));
      }
      ObjectNode root = JSON.createObjectNode();
      root.set("protocol", protocol);
      root.put("sha256", request.checksum());
      root.put("command", request.command());
      facts.forEach(root.putObject("facts")::put);
      AtomicFiles.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
