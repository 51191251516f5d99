package io.github.fpga.testkit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts comparisons, so that a test run shows that it compared something. */
final class GoldenCount {

  private static final AtomicInteger TENSORS = new AtomicInteger();
  private static final Set<String> FILES = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(GoldenCount::print));
  }

  private GoldenCount() {}

  static void compared(String file) {
    TENSORS.incrementAndGet();
    FILES.add(file);
  }

  static int tensors() {
    return TENSORS.get();
  }

  /** Past System.err: the test runner has closed that by now. */
  private static void print() {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    err.printf("golden: %d tensors compared in %d files%n", TENSORS.get(), FILES.size());
  }
}
