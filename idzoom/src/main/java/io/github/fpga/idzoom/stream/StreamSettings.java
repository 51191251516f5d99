package io.github.fpga.idzoom.stream;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How a dataset is read.
 *
 * @param seed of the order
 * @param shuffled whether the order is random, otherwise that of the files
 * @param rank which of the readers this is, from 0
 * @param world how many readers divide the dataset
 * @param buffer groups of rows among which records are shuffled; up to twice as many are in memory,
 *     each of at most 256 records and about 32 MiB
 */
public record StreamSettings(long seed, boolean shuffled, int rank, int world, int buffer) {

  private static final int BUFFER = 4;

  public StreamSettings {
    if (world < 1 || rank < 0 || rank >= world || buffer < 1) {
      throw new IllegalArgumentException(
          "rank %d of %d with a buffer of %d groups: ranks count from 0, the buffer from 1"
              .formatted(rank, world, buffer));
    }
  }

  /** In a random order, alone. */
  public static StreamSettings shuffled(long seed) {
    return new StreamSettings(seed, true, 0, 1, BUFFER);
  }

  /** In the order of the files, alone. */
  public static StreamSettings stored() {
    return new StreamSettings(0, false, 0, 1, 1);
  }

  public StreamSettings withRank(int newRank, int newWorld) {
    return new StreamSettings(seed, shuffled, newRank, newWorld, buffer);
  }

  /** Where this reader begins an epoch. */
  public StreamPosition start(long epoch) {
    return new StreamPosition(seed, epoch, rank, 0);
  }

  /** The order of so many groups of rows in an epoch, the same for all ranks. */
  int[] order(long epoch, int groups) {
    int[] order = IntStream.range(0, groups).toArray();
    if (shuffled) {
      shuffle(order, epoch, 0);
    }
    return order;
  }

  /** Shuffles what belongs to a place of an epoch. */
  void shuffle(int[] values, long epoch, long place) {
    SplittableRandom random =
        new SplittableRandom((seed * 1_000_000_007L + epoch) * 1_000_000_007L + place);
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
