package io.github.fpga.pipelines.sets;

import io.github.fpga.pipelines.hub.TransferListener;

/** Watches a pull, and may stop it. */
@FunctionalInterface
public interface PullListener extends TransferListener {

  /** Watches nothing. */
  PullListener SILENT = (file, done, total) -> true;

  /**
   * The hub is asked about a file; called often, also while it does not answer.
   *
   * @param number of the file, from 1
   * @param files how many there are
   * @return false to stop
   */
  default boolean onAsk(int number, int files) {
    return true;
  }

  /**
   * The hub has said what the files are; downloads begin.
   *
   * @param files of the set and its face models
   * @param missing how many of them are not here
   * @param bytes to download
   */
  default void onPlan(int files, int missing, long bytes) {}
}
