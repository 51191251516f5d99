package io.github.fpga.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine's processor can do, where that decides which kernel is the faster one. */
public final class Processor {

  private static final Path FEATURES = Path.of("/proc/cpuinfo");

  /** oneDNN's own limit on what it uses, which its users may set. */
  private static final String LIMIT = "ONEDNN_MAX_CPU_ISA";

  private static final boolean MATRIX_UNIT = lists("amx_bf16") && allowed();

  private Processor() {}

  /**
   * Whether it multiplies whole tiles of bf16 numbers at once (Intel AMX). Only Linux says;
   * elsewhere the answer is no, which costs speed and nothing else.
   */
  public static boolean hasMatrixUnit() {
    return MATRIX_UNIT;
  }

  private static boolean allowed() {
    String limit = System.getenv().getOrDefault(LIMIT, "ALL");
    return limit.contains("AMX") || limit.equals("ALL") || limit.equals("DEFAULT");
  }

  private static boolean lists(String feature) {
    try {
      return Files.readAllLines(FEATURES).stream()
          .filter(line -> line.startsWith("flags"))
          .anyMatch(line -> List.of(line.split("\\s+")).contains(feature));
    } catch (IOException e) {
      return false;
    }
  }
}
