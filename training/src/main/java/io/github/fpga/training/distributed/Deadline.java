package io.github.fpga.training.distributed;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Native calls that must not block for ever. Gloo keeps its own time, but not every call of a store
 * does when the process at the other end is stopped.
 */
final class Deadline {

  private Deadline() {}

  /**
   * Runs a body in a thread of its own, which is given up when the time is over.
   *
   * @throws TimeoutException then
   */
  static <T> T call(Duration limit, Callable<T> body) throws TimeoutException {
    FutureTask<T> task = new FutureTask<>(body);
    Thread thread = new Thread(task, "process-group");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits. */
  static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for other ranks", e);
  }
}
