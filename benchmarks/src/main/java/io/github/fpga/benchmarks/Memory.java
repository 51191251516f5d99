package io.github.fpga.benchmarks;

import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process took. */
final class Memory {

  private Memory() {}

  /** The highest resident memory so far where the system tells, otherwise the present one. */
  static long peakMiB() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Engine.residentMiB();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
