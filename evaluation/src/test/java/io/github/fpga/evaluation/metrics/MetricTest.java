package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

  @Test
  void isFoundByItsKey() {
    for (Metric metric : Metric.values()) {
      assertSame(metric, Metric.byKey(metric.key()));
      assertTrue(metric.low() < metric.high() && metric.version() >= 1);
    }
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Metric.byKey("psnrr"));
    assertTrue(refused.getMessage().contains("ssim"), refused.getMessage());
  }

  @Test
  void isDescribedInTheDocumentation() throws IOException {
    List<String> described =
        Files.readAllLines(Path.of("../docs/metrics.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`")[1])
            .toList();
    assertEquals(Arrays.stream(Metric.values()).map(Metric::key).toList(), described);
  }
}
