package io.github.fpga.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.pipelines.hub.HubException;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.InferenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void exitCodesTellInputFromFailures() {
    assertEquals(Failures.BAD_INPUT, Failures.code(new IllegalArgumentException("x")));
    assertEquals(Failures.BAD_INPUT, Failures.code(new CheckpointException("x")));
    assertEquals(Failures.BAD_INPUT, Failures.code(new RecordFileException("x")));
    assertEquals(Failures.FAILED, Failures.code(new UncheckedIOException(new IOException("x"))));
    assertEquals(Failures.FAILED, Failures.code(new OutOfMemoryError("x")));
    assertEquals(Failures.FAILED, Failures.code(new HubException("x")));
    assertEquals(Failures.CANCELLED, Failures.code(new CancelledException(1, 2)));
    assertEquals(Failures.CANCELLED, Failures.code(new CancellationException("x")));
  }

  @Test
  void aFullDiskIsNamedHoweverItIsWrapped() {
    IOException plain = new IOException("No space left on device");
    IOException named = new FileSystemException("out/a.png", null, "No space left on device");

    for (Throwable e :
        new Throwable[] {
          plain,
          named,
          new UncheckedIOException("cannot write out/a.png", named),
          new CheckpointException("cannot write it", plain)
        }) {
      assertTrue(Failures.message(e).startsWith("the disk is full"), Failures.message(e));
    }
    assertTrue(Failures.message(named).contains("out/a.png"));
  }

  @Test
  void memoryOfBothKinds() {
    assertTrue(Failures.message(new OutOfMemoryError("Java heap space")).contains("-Xmx4g"));
    InferenceException engine =
        new InferenceException(
            "denoise",
            new RuntimeException("DefaultCPUAllocator: can't allocate memory: 99 bytes\nframe #0"));
    assertTrue(Failures.message(engine).startsWith("not enough memory"));
    assertFalse(Failures.message(engine).contains("frame #0"));
  }

  @Test
  void filesThatMayNotBeTouched() {
    assertTrue(
        Failures.message(new UncheckedIOException(new AccessDeniedException("/x/a.png")))
            .contains("/x/a.png cannot be read or written"));
  }

  @Test
  void aMissingEngine() {
    assertTrue(
        Failures.message(new UnsatisfiedLinkError("no jnitorch in java.library.path"))
            .startsWith("the engine cannot be loaded"));
  }

  @Test
  void longListsAreCut() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    App app = new App(System.out, new PrintStream(bytes, true), Terminal.NONE);
    String list = "it does not fit:\n" + "  missing x\n".repeat(300) + "  missing y. Train it.";

    Failures.report(app, new CheckpointException(list));
    String cut = bytes.toString(StandardCharsets.UTF_8);

    assertEquals(7, cut.lines().count(), cut);
    assertTrue(cut.contains("and 296 more"), cut);
    assertTrue(cut.strip().endsWith("Train it."), cut);
  }

  @Test
  void stackTracesOnlyWhereAskedFor() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    App app = new App(err, err, Terminal.NONE);

    assertEquals(Failures.FAILED, Failures.report(app, new IllegalStateException("odd")));
    String quiet = bytes.toString(StandardCharsets.UTF_8);
    app.debug(true);
    Failures.report(app, new IllegalStateException("odd"));
    String loud = bytes.toString(StandardCharsets.UTF_8).substring(quiet.length());

    assertFalse(quiet.contains("\tat "), quiet);
    assertTrue(quiet.contains("--debug"), quiet);
    assertTrue(loud.contains("\tat "), loud);
  }
}
