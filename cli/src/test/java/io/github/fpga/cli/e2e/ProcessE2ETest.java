package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: exit codes and Ctrl-C. */
class ProcessE2ETest {

  private static final long SECONDS = 120;

  @TempDir Path folder;

  @Test
  void exitCodes() throws Exception {
    ChildJvm.Result bad =
        ChildJvm.run(folder, List.of(Main.class.getName(), "faces", "missing.png"));

    assertEquals(2, bad.code(), bad.output());
    assertTrue(bad.output().startsWith("fpga: no such picture file: missing.png"), bad.output());
    assertEquals(1, bad.output().lines().count(), bad.output());
  }

  /** Interrupted while it denoises: it ends soon and leaves nothing behind. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlC() throws Exception {
    Process process =
        ChildJvm.start(
            folder,
            List.of(
                "-Dfpga.terminal=true",
                Main.class.getName(),
                "generate",
                "--prompt",
                "two people",
                "--steps",
                "1000",
                "-o",
                "p.png"));
    try {
      StringBuilder output = new StringBuilder();
      awaitText(process, output, "denoise");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      awaitText(process, output, "cancelled");

      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
      assertEquals(130, process.exitValue(), output.toString());
      assertFalse(output.toString().contains("\tat "), output.toString());
      assertEquals(List.of(), Cli.names(folder));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void awaitText(Process process, StringBuilder output, String text)
      throws IOException {
    while (output.indexOf(text) < 0) {
      int c = process.getInputStream().read();
      assertTrue(c >= 0, () -> "ended without '" + text + "': " + output);
      output.append((char) c);
    }
  }
}
