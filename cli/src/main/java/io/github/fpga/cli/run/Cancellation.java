package io.github.fpga.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C: asks the work to stop and lets it end cleanly before the process does. */
public final class Cancellation {

  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean cancelled;

  /** Asks the work to stop. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether the work shall stop. */
  public boolean cancelled() {
    return cancelled;
  }

  /**
   * Stops where the work shall stop.
   *
   * @throws io.github.fpga.diffusion.CancelledException then
   */
  public void check(int done, int total) {
    if (cancelled) {
      throw new io.github.fpga.diffusion.CancelledException(done, total);
    }
  }

  /** From now on an interrupt of the process cancels, and waits until {@link #finished}. */
  public void onShutdown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "fpga-cancel"));
  }

  private void shutDown() {
    if (finished.getCount() == 0) {
      return;
    }
    cancel();
    try {
      // The work looks at the flag between steps; its temporary files are gone when it returns.
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended; nothing is left to wait for. */
  public void finished() {
    finished.countDown();
  }
}
