package io.github.fpga.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.evaluation.suite.ReferencePictures;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code protocol.json}: whose pictures a folder holds. */
final class ProtocolFile {

  private static final String NAME = "protocol.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProtocolFile() {}

  /**
   * Writes the file.
   *
   * @throws IllegalArgumentException where the folder belongs to another evaluation
   */
  static void claim(EvaluationProtocol protocol, Map<String, String> facts) {
    Path file = protocol.output().resolve(NAME);
    try {
      if (Files.exists(file)) {
        requireSame(protocol, JSON.readTree(file.toFile()));
      }
      ObjectNode root = JSON.createObjectNode();
      root.put("people", protocol.people());
      root.put("scenes", protocol.scenes());
      root.put("seed", protocol.seed());
      root.put("references", ReferencePictures.REFERENCES);
      root.put("gallery", ReferencePictures.GALLERY);
      root.put("split", protocol.split().name());
      root.put("command", protocol.command());
      facts.forEach(root.putObject("facts")::put);
      AtomicFiles.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void requireSame(EvaluationProtocol protocol, JsonNode found) {
    if (found.path("people").asInt() != protocol.people()
        || found.path("scenes").asInt() != protocol.scenes()
        || found.path("seed").asLong() != protocol.seed()
        || !found
            .path("split")
            .asText(IdentitySplit.EVALUATION.name())
            .equals(protocol.split().name())) {
      throw new IllegalArgumentException(
          "%s holds another evaluation (%s people %s, scenes %s, seed %s): choose another folder"
              .formatted(
                  protocol.output(),
                  found.path("split").asText(IdentitySplit.EVALUATION.name()),
                  found.path("people"),
                  found.path("scenes"),
                  found.path("seed")));
    }
  }
}
