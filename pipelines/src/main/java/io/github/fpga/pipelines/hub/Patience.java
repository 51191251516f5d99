package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * How failures that may pass are waited out: each wait is twice the last one, unless the server
 * says how long.
 *
 * @param tries how many may fail in a row without bringing the work further
 * @param first wait
 * @param longest wait; a server that asks for more is not waited for
 * @param silence how long a connection may bring nothing
 */
public record Patience(int tries, Duration first, Duration longest, Duration silence) {

  /** For people: gives up after some half a minute without any progress. */
  public static final Patience DEFAULT =
      new Patience(6, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(30));

  private static final long LOOK_MILLIS = 50;

  /** Work that may fail for a while. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Runs work until it succeeds, or fails for good.
   *
   * @param go asked while waiting; false stops
   * @throws HubException where patience ends, with the last failure
   * @throws CancellationException where stopped
   */
  <T> T run(Work<T> work, BooleanSupplier go) throws IOException {
    int failures = 0;
    Duration wait = first;
    while (true) {
      try {
        return work.run();
      } catch (TransientException e) {
        if (e.progressed()) {
          failures = 0;
          wait = first;
        }
        failures++;
        Duration pause = e.retryAfter() == null ? wait : e.retryAfter();
        if (failures >= tries || pause.compareTo(longest) > 0) {
          throw new HubException(ended(e, failures, pause), e);
        }
        sleep(pause, go);
        wait = wait.multipliedBy(2).compareTo(longest) > 0 ? longest : wait.multipliedBy(2);
      }
    }
  }

  private String ended(TransientException e, int failures, Duration pause) {
    String end =
        pause.compareTo(longest) > 0
            ? "it asks to wait %d s: try again then".formatted(pause.toSeconds())
            : "tried %d times: check the connection and, behind a proxy, HTTPS_PROXY, and try again"
                .formatted(failures);
    return "%s; %s; what was downloaded is kept".formatted(e.getMessage(), end);
  }

  /** Waits, looking often whether to stop. */
  static void sleep(Duration pause, BooleanSupplier go) {
    long end = System.nanoTime() + pause.toNanos();
    requireGo(go.getAsBoolean());
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(Math.min(LOOK_MILLIS, 1 + (end - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
      requireGo(go.getAsBoolean());
    }
  }

  static void requireGo(boolean go) {
    if (!go) {
      throw new CancellationException("stopped");
    }
  }
}
