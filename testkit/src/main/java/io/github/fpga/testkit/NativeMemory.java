package io.github.fpga.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import org.bytedeco.javacpp.Pointer;

/** Checks that repeated work leaves no native memory behind. */
public final class NativeMemory {

  /** Handles that may remain: what a class keeps from its first use. */
  private static final long HANDLES = 16;

  /** Resident bytes that may come: allocator arenas and compiled code, not a leak of every call. */
  private static final long BYTES = 24L << 20;

  private NativeMemory() {}

  /**
   * Runs a body many times after a warm-up and fails where native handles or resident memory grew.
   * Handles are counted before the garbage collector had a chance: what only the collector frees is
   * a leak here. Resident memory must grow twice in a row to count, so that an allocator may
   * settle.
   */
  public static void assertFlat(int calls, Runnable body) {
    run(Math.max(3, calls / 10), body);
    long residentBefore = resident();
    long handlesBefore = Pointer.totalCount();
    run(calls, body);
    long handles = Pointer.totalCount() - handlesBefore;
    if (handles > HANDLES) {
      fail("%d native handles remain after %d calls".formatted(handles, calls));
    }
    long resident = resident();
    if (resident - residentBefore > BYTES) {
      run(calls, body);
      long again = resident();
      if (again - resident > BYTES) {
        fail(
            "resident memory grew by %s and again by %s in %d calls each"
                .formatted(
                    Pointer.formatBytes(resident - residentBefore),
                    Pointer.formatBytes(again - resident),
                    calls));
      }
    }
  }

  private static void run(int calls, Runnable body) {
    for (int i = 0; i < calls; i++) {
      body.run();
    }
  }

  /** Resident memory after a collection, which also gives unused heap back. */
  private static long resident() {
    System.gc();
    System.gc();
    return Pointer.physicalBytes();
  }
}
