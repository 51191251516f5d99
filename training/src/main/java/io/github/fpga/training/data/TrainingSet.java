package io.github.fpga.training.data;

import java.nio.file.Path;
import java.util.Set;

/**
 * A dataset to train from in place of the live world.
 *
 * @param folder as {@code fpga dataset build} or {@code fpga world --format idzoom} leaves it; its
 *     split {@code train} is read
 * @param licences of the records that may be used, as they name them; empty for all
 */
public record TrainingSet(Path folder, Set<String> licences) {

  public TrainingSet {
    licences = Set.copyOf(licences);
  }
}
