package io.github.fpga.training.distributed;

import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * The processes that train one network together. All of them call the same methods in the same
 * order; a method returns when the others have done their part.
 *
 * <p>Where another rank has ended, hangs or cannot be reached, every method throws {@link
 * DistributedException}; a group that has thrown is of no more use.
 */
public interface ProcessGroup extends AutoCloseable {

  /** The group of a process that trains alone: nothing to wait for. */
  static ProcessGroup alone() {
    return new Alone();
  }

  /**
   * Joins the others, for which it waits up to five minutes.
   *
   * @param place where; empty for a process that trains alone
   */
  static ProcessGroup join(Optional<Rendezvous> place) {
    return place.<ProcessGroup>map(TorchProcessGroup::join).orElseGet(Alone::new);
  }

  /** Number of this process, from 0. */
  int rank();

  /** Number of this process on its machine, from 0. */
  int localRank();

  /** Number of processes. */
  int size();

  /** Whether this process writes files and speaks for all. */
  default boolean isFirst() {
    return rank() == 0;
  }

  /** Replaces a vector (fp32, contiguous) by its sum over all ranks, the same bits on each. */
  void sum(Tensor flat);

  /** Replaces a vector (contiguous) by that of rank 0. */
  void broadcast(Tensor flat);

  /** The mean of a number over all ranks, in single precision. */
  double mean(double value);

  /** Whether it is true for at least one rank. */
  default boolean any(boolean value) {
    return mean(value ? 1 : 0) > 0;
  }

  /**
   * Waits for all ranks, however long the work before takes them, as long as they are alive.
   *
   * @param work what they may be busy with, for the message
   */
  void meet(String work);

  /**
   * Does something once per machine first, then in its other processes: the first leaves cached
   * files to them.
   */
  default <T> T firstPerMachine(String work, Supplier<T> body) {
    T early = localRank() == 0 ? body.get() : null;
    meet(work);
    T result = localRank() == 0 ? early : body.get();
    meet(work);
    return result;
  }

  /** Leaves the group. */
  @Override
  void close();
}
