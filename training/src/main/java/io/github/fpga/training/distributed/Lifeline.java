package io.github.fpga.training.distributed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Whether the process that started this rank still lives. It holds the other end of this process's
 * standard input, which the system closes when it ends, whatever has killed it. A rank that goes on
 * without it would write to the same files as the ranks that are started in its place.
 */
public final class Lifeline {

  private static final String VARIABLE = "FPGA_LIFELINE";
  private static final String INPUT = "stdin";

  private Lifeline() {}

  /**
   * Watches from now on where {@code FPGA_LIFELINE} is {@code stdin}; else nobody holds an end.
   *
   * @param input the standard input, which nobody else reads
   * @param lost called once, in a thread of its own
   */
  public static void watch(Map<String, String> environment, InputStream input, Runnable lost) {
    if (!INPUT.equals(environment.get(VARIABLE))) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              awaitEnd(input);
              lost.run();
            },
            "process-group-lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A broken line is no better than its end.
    }
  }
}
