package io.github.fpga.training.distributed;

import io.github.fpga.tensor.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;

/** A group over torch.distributed inside libtorch. */
final class TorchProcessGroup implements ProcessGroup {

  /** Elements on their way at a time (4 MiB): summing one part overlaps with sending another. */
  private static final long BUCKET = 1 << 20;

  /** Gloo's own message comes first, where it has one. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /**
   * Stores are never freed: in this binding a backend frees the store it was given, and whoever
   * made it would free it once more. A process meets others once, so this is one small object.
   */
  private static final Queue<Store> KEPT = new ConcurrentLinkedQueue<>();

  private final Rendezvous self;
  private final TCPStore store;
  private final RollCall roll;
  private final Backends backends;
  private boolean broken;

  private TorchProcessGroup(Rendezvous self, TCPStore store, RollCall roll, Backends backends) {
    this.self = self;
    this.store = store;
    this.roll = roll;
    this.backends = backends;
    KEPT.add(store);
  }

  /** Meets the other processes and connects with all of them. */
  static TorchProcessGroup join(Rendezvous self) {
    TCPStore store = store(self);
    RollCall roll = new RollCall(store, self);
    try {
      roll.meet("joining");
      return new TorchProcessGroup(self, store, roll, new Backends(store, self));
    } catch (DistributedException | IllegalArgumentException e) {
      roll.close();
      throw e;
    } catch (RuntimeException e) {
      roll.close();
      throw new DistributedException(
          "%s: the ranks cannot reach each other: %s; MASTER_ADDR must be an address of rank 0's machine that all of them reach"
              .formatted(self.name(), DistributedException.shortened(e)),
          e);
    }
  }

  private static TCPStore store(Rendezvous self) {
    try {
      TCPStoreOptions options = new TCPStoreOptions();
      options
          .port((short) self.masterPort())
          .isServer(self.rank() == 0 && !self.hosted())
          .waitWorkers(false)
          .timeout(Backends.millis(RollCall.PATIENCE));
      TCPStore store = new TCPStore(self.masterAddress(), options);
      store.setTimeout(Backends.millis(self.timeout()));
      return store;
    } catch (RuntimeException e) {
      String advice =
          self.rank() == 0 && !self.hosted()
              ? "choose another MASTER_PORT, or end the process that uses it"
              : "start rank 0 there, and check MASTER_ADDR and MASTER_PORT";
      throw new DistributedException(
          "%s: cannot meet at %s: %s; %s"
              .formatted(self.name(), self.place(), DistributedException.shortened(e), advice),
          e);
    }
  }

  @Override
  public int rank() {
    return self.rank();
  }

  @Override
  public int localRank() {
    return self.localRank();
  }

  @Override
  public int size() {
    return self.worldSize();
  }

  @Override
  public void sum(Tensor flat) {
    collect(flat, "summing", (backend, part) -> backend.allreduce(part));
  }

  @Override
  public void broadcast(Tensor flat) {
    collect(flat, "sharing values", (backend, part) -> backend.broadcast(part));
  }

  @Override
  public double mean(double value) {
    try (Scope scope = Scope.open()) {
      Tensor sum = torch.full(new long[] {1}, new Scalar(value));
      sum(sum);
      return sum.item_float() / (double) size();
    }
  }

  @Override
  public void meet(String work) {
    try {
      roll.meet(work);
    } catch (RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  private void collect(Tensor flat, String work, BiFunction<Backend, TensorVector, Work> start) {
    try {
      Deadline.call(
          self.timeout().plus(GRACE),
          () -> {
            inBuckets(flat, start);
            return true;
          });
    } catch (TimeoutException | RuntimeException e) {
      broken = true;
      throw lost(work, e);
    }
  }

  /** Starts all buckets, then waits for each; runs in a thread of its own. */
  private void inBuckets(Tensor flat, BiFunction<Backend, TensorVector, Work> start) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      boolean copy = backends.needsCopy(flat);
      Tensor source = copy ? flat.cpu() : flat;
      Backend backend = backends.of(source);
      List<Work> works = new ArrayList<>();
      for (long from = 0; from < source.numel(); from += BUCKET) {
        Tensor part = source.narrow(0, from, Math.min(BUCKET, source.numel() - from));
        works.add(start.apply(backend, new TensorVector(part)));
      }
      works.forEach(Work::_wait);
      if (copy) {
        flat.copy_(source);
      }
    }
  }

  private DistributedException lost(String work, Exception cause) {
    List<Integer> silent = roll.silent();
    String who =
        silent.isEmpty()
            ? "another rank has failed, hangs or is far behind"
            : "rank %s has ended or stands still"
                .formatted(String.join(", ", silent.stream().map(r -> "" + r).toList()));
    String said =
        cause instanceof TimeoutException
            ? "no answer for %d s".formatted(self.timeout().toSeconds())
            : DistributedException.shortened(cause);
    return new DistributedException(
        "%s: %s (%s: %s): look at its output, then continue all ranks with --resume"
            .formatted(self.name(), who, work, said),
        cause);
  }

  /** Leaves the group; after a failure native calls may still be under way, so they keep theirs. */
  @Override
  public void close() {
    roll.close();
    if (!broken) {
      backends.close();
    }
  }
}
