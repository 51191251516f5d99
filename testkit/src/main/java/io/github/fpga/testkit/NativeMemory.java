package io.github.fpga.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import org.bytedeco.javacpp.Pointer;

/** Checks that repeated work leaves no native memory behind. */
public final class NativeMemory {

  /** Handles that may remain: what a class keeps from its first use. */
  private static final int HANDLES = 16;

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
    // A short burst first: a collection in the middle of a long run would hide a leak.
    assertNoHandles(Math.min(calls, 2 * HANDLES), body);
    assertNoHandles(calls, body);
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

  private static void assertNoHandles(int calls, Runnable body) {
    long before = Pointer.totalCount();
    run(calls, body);
    long remain = Pointer.totalCount() - before;
    if (remain > HANDLES) {
      fail("%d native handles remain after %d calls".formatted(remain, calls));
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
    // JavaCPP frees collected handles in a thread of its own: wait until it has nothing left to do.
    long count;
    do {
      count = Pointer.totalCount();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Pointer.physicalBytes();
      }
    } while (Pointer.totalCount() != count);
    return Pointer.physicalBytes();
  }
}
