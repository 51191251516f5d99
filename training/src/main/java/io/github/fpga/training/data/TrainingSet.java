package io.github.fpga.training.data;

import io.github.fpga.idzoom.stream.StreamSettings;
import java.nio.file.Path;
import java.util.Set;

/**
 * A dataset to train from in place of the live world.
 *
 * @param folder as {@code fpga dataset build} or {@code fpga world --format idzoom} leaves it; its
 *     split {@code train} is read
 * @param licences of the records that may be used, as they name them; empty for all
 * @param order in which they are read; of several ranks that divide the records among them, each
 *     has its own
 */
public record TrainingSet(Path folder, Set<String> licences, StreamSettings order) {

  public TrainingSet {
    licences = Set.copyOf(licences);
  }

  /** All records, in their stored order. */
  public TrainingSet(Path folder, Set<String> licences) {
    this(folder, licences, StreamSettings.stored());
  }

  /** Only the share of one of several ranks. */
  public TrainingSet withRank(int rank, int world) {
    return new TrainingSet(folder, licences, order.withRank(rank, world));
  }
}
