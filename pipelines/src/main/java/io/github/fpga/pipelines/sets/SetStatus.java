package io.github.fpga.pipelines.sets;

/**
 * How much of a set is here, its face models included.
 *
 * @param files of the set
 * @param here how many of them are in the cache
 * @param bytes that these take
 */
public record SetStatus(int files, int here, long bytes) {

  /** Whether all is here. */
  public boolean complete() {
    return files == here;
  }
}
