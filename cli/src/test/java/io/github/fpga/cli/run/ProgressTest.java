package io.github.fpga.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.pipelines.run.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aBarWhereSomebodyWatches() {
    Progress progress = new Progress(err, new Terminal(true, 80), new Cancellation());
    try (Progress.Task task = progress.start("two.png", 10)) {
      for (int step = 0; step <= 10; step++) {
        assertTrue(task.onProgress(Stage.DENOISE, step, 10, Optional::empty));
      }
    }
    String shown = bytes.toString(StandardCharsets.UTF_8);

    assertTrue(shown.contains("\r"), shown);
    assertTrue(shown.contains("100%"), shown);
    for (String line : shown.split("[\r\n]+")) {
      assertTrue(line.length() < 80, line);
    }
  }

  @Test
  void linesElsewhere() {
    Progress progress = new Progress(err, Terminal.NONE, new Cancellation());
    try (Progress.Task task = progress.start("two.png", 10)) {
      task.onProgress(Stage.TEXT, 0, 1, Optional::empty);
    }
    String shown = bytes.toString(StandardCharsets.UTF_8);

    assertFalse(shown.contains("\r"), shown);
    assertEquals(1, shown.lines().count(), shown);
    assertTrue(shown.startsWith("two.png: "), shown);
  }

  @Test
  void cancelledWorkIsToldToStop() {
    Cancellation cancellation = new Cancellation();
    Progress progress = new Progress(err, Terminal.NONE, cancellation);
    try (Progress.Task task = progress.start("two.png", 10)) {
      assertTrue(task.onProgress(Stage.DENOISE, 1, 10, Optional::empty));
      cancellation.cancel();
      assertFalse(task.onProgress(Stage.DENOISE, 2, 10, Optional::empty));
    }
  }
}
