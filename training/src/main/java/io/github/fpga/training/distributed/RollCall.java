package io.github.fpga.training.distributed;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Store;

/**
 * Who is there, by counters in the store that rank 0 holds: each rank counts up its own while its
 * process lives, and the others look. So ranks can wait for work of any length and yet notice a
 * death, and a broken connection can be laid at a rank's door.
 */
final class RollCall implements AutoCloseable {

  /** How long a rank may take to appear for the first time. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(50);

  private final Store store;
  private final Rendezvous self;
  private final Duration period;
  private final Thread pulse;
  private final long[] counts;
  private final long[] heard;
  private volatile boolean closed;
  private long meetings;

  /** Starts counting; the store stays the caller's. */
  RollCall(Store store, Rendezvous self) {
    this.store = store;
    this.self = self;
    period = Duration.ofMillis(Math.max(1, Math.min(1_000, self.timeout().toMillis() / 8)));
    counts = new long[self.worldSize()];
    heard = new long[self.worldSize()];
    pulse = new Thread(this::beat, "process-group-pulse");
    pulse.setDaemon(true);
    pulse.start();
  }

  private void beat() {
    try {
      while (!closed) {
        store.add(alive(self.rank()), 1);
        Thread.sleep(period.toMillis());
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (RuntimeException e) {
      // Rank 0 is gone and its store with it; the next meeting or sum says so.
      closed = true;
    }
  }

  private static String alive(int rank) {
    return "alive/" + rank;
  }

  /** Waits until all ranks have called this as often as this one. */
  void meet(String work) {
    String meeting = "meeting/" + meetings++ + "/";
    guarded(() -> store.add(meeting + self.rank(), 1), work);
    Arrays.fill(heard, System.nanoTime());
    TreeSet<Integer> missing = new TreeSet<>(others());
    while (true) {
      guarded(() -> missing.removeIf(other -> store.add(meeting + other, 0) > 0), work);
      if (missing.isEmpty()) {
        break;
      }
      guarded(() -> requireAlive(missing, work), work);
      Deadline.sleep(POLL);
    }
    part(meeting + "parted");
  }

  /** Rank 0 stays until the others have seen what they came for: its store may end with it. */
  private void part(String key) {
    long parted = self.rank() == 0 ? 0 : 1;
    try {
      while (Deadline.call(self.timeout(), () -> store.add(key, parted)) < self.worldSize() - 1
          && self.rank() == 0) {
        Deadline.sleep(POLL);
      }
    } catch (TimeoutException | RuntimeException e) {
      // Everybody was here; who is gone now is missed at the next meeting.
      closed |= self.rank() != 0;
    }
  }

  private List<Integer> others() {
    return IntStream.range(0, self.worldSize()).filter(r -> r != self.rank()).boxed().toList();
  }

  private boolean requireAlive(TreeSet<Integer> missing, String work) {
    for (int other : missing) {
      long count = store.add(alive(other), 0);
      long now = System.nanoTime();
      if (count != counts[other]) {
        counts[other] = count;
        heard[other] = now;
      }
      Duration limit = count == 0 ? PATIENCE : self.timeout();
      if (now - heard[other] > limit.toNanos()) {
        throw new DistributedException(
            count == 0
                ? "%s: rank %d did not come to %s within %d s: start all %d processes, with one address and port"
                    .formatted(
                        self.name(), other, self.place(), limit.toSeconds(), self.worldSize())
                : "%s: rank %d has not been heard of for %d s (%s): look at its output, then continue all ranks with --resume"
                    .formatted(self.name(), other, limit.toSeconds(), work),
            null);
      }
    }
    return true;
  }

  private void guarded(Callable<?> call, String work) {
    try {
      Deadline.call(self.timeout(), call);
    } catch (DistributedException e) {
      throw e;
    } catch (TimeoutException | RuntimeException e) {
      throw new DistributedException(
          "%s: %s, where the ranks meet (%s), has ended or hangs (%s): look at its output, then continue all ranks with --resume"
              .formatted(
                  self.name(), self.hosted() ? "the launcher" : "rank 0", self.place(), work),
          e);
    }
  }

  /** The ranks whose processes do not live any more, as far as can be told within seconds. */
  List<Integer> silent() {
    try {
      return Deadline.call(
          period.multipliedBy(16),
          () -> {
            long[] before = pulses();
            Deadline.sleep(period.multipliedBy(6));
            long[] after = pulses();
            return others().stream().filter(rank -> before[rank] == after[rank]).toList();
          });
    } catch (TimeoutException | RuntimeException e) {
      return self.hosted() ? List.of() : List.of(0);
    }
  }

  private long[] pulses() {
    return IntStream.range(0, self.worldSize())
        .mapToLong(rank -> store.add(alive(rank), 0))
        .toArray();
  }

  /** Stops counting. */
  @Override
  public void close() {
    closed = true;
    pulse.interrupt();
    try {
      pulse.join(period.toMillis() * 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
