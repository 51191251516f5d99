package io.github.fpga.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code metrics.json}: one object of numbers by flat keys, null where there is none. */
public final class MetricsFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricsFile() {}

  /** Writes the file, whole or not at all. */
  public static void write(Path file, Map<String, Double> metrics) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    metrics.forEach((key, value) -> root.put(key, Double.isFinite(value) ? value : null));
    AtomicFiles.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }
}
